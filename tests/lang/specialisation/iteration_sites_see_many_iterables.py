def total(xs):
    out = []
    for x in xs:
        out.append(x)
    return out


def gen():
    yield "g1"
    yield "g2"


class Own:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration
        return self.n


things = [
    range(3), [1, 2], (3, 4), "ab", {"k": 1}, gen(), Own(), {5}, iter([6]), map(str, [7]),
    enumerate("x"), range(2**65, 2**65 + 2), b"\x08", zip("a", "b"), {"v": 9}.values(),
    reversed([1, 2]),
]
for t in things:
    print(total(t))
for t in (range(3), [1, 2], range(0), (), range(5, 0, -2)):
    for _ in range(20):
        r = total(t)
    print(r)
for bad in (5, None):
    try:
        total(bad)
    except TypeError as e:
        print(e)
grow = [1]
for x in grow:
    if x < 40:
        grow.append(x + 1)
print(len(grow), sum(grow))
