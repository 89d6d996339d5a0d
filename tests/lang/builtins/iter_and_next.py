it = iter([1, 2])
print(next(it), next(it), next(it, "d"), iter(it) is it)
data = [3, 2, 1, 0, 9]
print(list(iter(data.pop, 2)), data)


class Countdown:
    n = 3

    def __call__(self):
        self.n -= 1
        return self.n


c = iter(Countdown(), 0)
print(list(c), list(c), type(c).__name__)
things = [[], (), {}, {}.values(), {}.items(), "", "é", b"", range(1), set(), zip(), map(str, ()), enumerate(())]
print([type(iter(x)).__name__ for x in things])
for f in (
    lambda: iter(5), lambda: iter(5, 1), lambda: next(5), lambda: next(iter([])), lambda: next([1]),
    lambda: iter(), lambda: next(), lambda: next(iter([]), 1, 2), lambda: iter(None),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
