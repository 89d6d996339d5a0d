t = (1, "a", None)
print(t, (), (1,), tuple("ab"), tuple([1]), t[0], t[-1], t[1:], t + (2,), (0,) * 3, len(t))
print("a" in t, t.count(1), t.index("a"), hash((1, 2)) == hash((1, 2)))
print((1, 2) < (1, 3), (1,) < (1, 0), () == (), (1, 2) == (1.0, 2), tuple(t) is t, t[:] is t)
print((1, 2) != [1, 2], {(1, 2): "k"}[1, 2])
x = 1, 2
y = 3,
print(x, y, type(y), x[::-1], *x, sep="|")
for f in (
    lambda: t[5], lambda: t["a"], lambda: t.index(9), lambda: t.append(1), lambda: t + [1],
    lambda: hash(([],)), lambda: tuple(5), lambda: t < (None,), lambda: tuple(1, 2),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    t[0] = 5
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
