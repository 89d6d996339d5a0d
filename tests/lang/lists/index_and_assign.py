a = [10, 20, 30]
print(a[0], a[-1], a[True], a.index(20))
a[1] = "x"
a[-1] += 5
print(a)
for f in (
    lambda: a[3], lambda: a[-4], lambda: a["0"], lambda: a[1.0], lambda: a[None], lambda: a[10**20],
    lambda: a[(1, 2)], lambda: a.__setitem__(5, 1), lambda: a.__delitem__(9),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    a[7] = 1
except IndexError as e:
    print(e)
try:
    a["k"] = 1
except TypeError as e:
    print(e)
