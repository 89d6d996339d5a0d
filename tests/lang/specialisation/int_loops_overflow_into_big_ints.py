def powers(n):
    x = 1
    out = []
    for i in range(n):
        x = x * 3 + 1
        if i % 20 == 0:
            out.append(x)
    return out


def down(n):
    x = 2**70
    while x > 5:
        x //= 7
        n += 1
    return x, n


def walk(start, step, turns):
    x = start
    for _ in range(turns):
        x += step
    return x


print(powers(101))
print(down(0))
big = 2**63
print(walk(big - 50, 1, 100), walk(big + 50, -1, 100), walk(-big + 50, -1, 100), walk(-big - 50, 1, 100))
print(walk(0, big, 3), walk(big * 2, -big, 3), walk(0.5, 1, 100), walk(1, 0.5, 100))
total = 0
for i in range(100):
    total += i << i
print(total)
n = 1
for i in range(1, 30):
    n *= -i
    n -= i
print(n, n % 1000, n >> 3, -n, abs(n), ~n)
