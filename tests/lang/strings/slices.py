s = "0123456789"
for sl in (
    slice(2, 5), slice(None, None, -1), slice(-3, None), slice(8, 2, -2), slice(5, 2),
    slice(-100, 100, 3), slice(None, None, 2), slice(3, None, -1),
):
    print(sl, repr(s[sl]))
print(s[2:], s[:2], s[:], s[::3], s[-1:-5:-1], s[100:], s[:-100], s[True:3])
try:
    s[::0]
except ValueError as e:
    print(e)
try:
    s["a":]
except TypeError as e:
    print(e)


class I:
    def __index__(self):
        return 4


print(s[I()], s[I() :], s[: I()], s[None : I()])
print("añ😀é"[1:3], "añ😀é"[::-1], "añ😀é"[-2:])
