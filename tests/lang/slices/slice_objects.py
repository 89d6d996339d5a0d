s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(6), slice(5), slice(None, None, -1).indices(5))
print(slice(-3, None).indices(10), slice(1, 2) == slice(1, 2, None), slice(1) < slice(2))
print(slice(-100, 100).indices(4))


class Show:
    def __getitem__(self, key):
        return key


x = Show()
print(x[1], x[1:2], x[::], x[1:2, 3], x[1, 2], x[...], x[:, None], x[1:2:3, ...], x[()], x["a":"b"])
print(x[(1, 2)], x[*[1, 2], 3], x[(yes := 5)])
print(hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1, 2): 3}[slice(1, 2)])
for f in (
    lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: slice(1, 2, 0).indices(5),
    lambda: slice("a").indices(3), lambda: slice(1).indices(-1), lambda: [1]["a":],
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
