n = 3
g = (i * n for i in range(n))
n = 10
print(list(g), list(g), type(g).__name__, g.__name__)
try:
    (x for x in 5)
except TypeError as e:
    print("at once:", e)
h = (x for x in range(2) for y in undefined)
try:
    next(h)
except NameError as e:
    print("later:", e)
print(sum(i for i in range(5)), max((len(w) for w in ["a", "bbb"]), default=0))
print(list(x + y for x in "ab" for y in "cd" if y != "d"), tuple(i for i in range(2)))
print(dict((k, v) for k, v in [(1, 2)]), any(i > 2 for i in range(9)))
i = "outside"
list(i for i in range(3))
print(i)
fs = list((lambda: j) for j in range(3))
print([f() for f in fs])
print(list((yield_ for yield_ in [1])), ",".join(str(c) for c in (1, 2)))
print(set(x % 2 for x in range(5)) == {0, 1}, f"{sum(x for x in [1, 2])}")


class C:
    k = 2
    try:
        bad = list(k * x for x in range(2))
    except NameError as e:
        bad = str(e)
    ok = list(x for x in range(k))


print(C.bad, C.ok)
