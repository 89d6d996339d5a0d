def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def hanoi(n, a="A", b="B", c="C"):
    if n == 0:
        return []
    return hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)


def flatten(x):
    return [z for y in x for z in flatten(y)] if isinstance(x, list) else [x]


print(ackermann(2, 3), even(100), odd(101), len(hanoi(6)), hanoi(2), flatten([1, [2, [3, [4]], []]]))
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(25), (lambda f: f(f, 5))(lambda f, n: n and n + f(f, n - 1)))
