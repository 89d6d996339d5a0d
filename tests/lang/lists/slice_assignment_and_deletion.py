a = list(range(10))
a[2:5] = "xyz!"
print(a)
a[::2] = [0] * len(a[::2])
print(a)
a[5:5] = [1, 2]
a[:0] = ["start"]
a[len(a) :] = ["end"]
print(a)
del a[1:4], a[-1], a[::3]
print(a)
a[:] = a[::-1]
print(a)
a[3:1] = ["between"]
print(a)
for f in (
    lambda: a.__setitem__(slice(0, 4, 2), [1]), lambda: a.__setitem__(slice(0, 1), 5),
    lambda: a.__setitem__(slice(None, None, 0), []),
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
a[1:3] = a
print(a)
