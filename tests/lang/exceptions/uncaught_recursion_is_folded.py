def down(n):
    if n == 0:
        raise ValueError("bottom")
    return down(n - 1)


def ping(n):
    return pong(n)


def pong(n):
    return ping(n - 1) if n else 1 / 0


try:
    ping(3)
except ZeroDivisionError:
    print("two functions")
down(20)
