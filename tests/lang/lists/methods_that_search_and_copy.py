a = [1, 2, 3, 2, 1, 2.0, True]
print(a.count(2), a.count(1), a.index(2), a.index(2, 2), a.index(1, 1, -1), a.count("x"))
b = a.copy()
b.reverse()
print(a, b, a[::-1] == b, list(reversed(a)) == b, a.copy() == a, a.copy() is a)
nested = [[0]] * 3
nested[0].append(1)
print(nested, [[0] for _ in range(2)])
for f in (
    lambda: a.index(2, 6), lambda: a.index(9), lambda: a.count(), lambda: a.copy(1),
    lambda: a.reverse(1), lambda: hash(a), lambda: {a: 1}, lambda: {a},
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
