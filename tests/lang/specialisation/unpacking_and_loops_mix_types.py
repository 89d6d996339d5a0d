def swap(pair):
    a, b = pair
    return b, a


class It:
    def __iter__(self):
        return iter("xy")


for p in ((1, 2), [3, 4], "ab", {5: 0, 6: 0}, It(), (i for i in (7, 8)), range(2), b"cd"):
    print(swap(p), end=" ")
for _ in range(30):
    swap((1, 2))
print(swap([1.5, None]))
for bad in ((1,), [1, 2, 3], "a", 5, "abc", {}, range(3)):
    try:
        swap(bad)
    except (TypeError, ValueError) as e:
        print(e)


def f(x):
    x = x
    y = x
    x = y
    for i in range(3):
        y = x + i
        x = y
    return x, y, i


print(f(1), f(1.0), f(2**63 - 2))
a = 1
for a in range(a, a + 3):
    a = a * 10
    b = a if a > 10 else -a
print(a, b)
