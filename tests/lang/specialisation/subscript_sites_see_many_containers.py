def get(c, k):
    return c[k]


def put(c, k, v):
    c[k] = v
    return c


class M:
    def __getitem__(self, k):
        return f"M[{k}]"


class L(list):
    def __getitem__(self, k):
        return "L" + str(super().__getitem__(k))


cases = [
    ([10, 20], 1), ((1, 2), -1), ("añb", 1), ({1: "one"}, 1), ({"a": 1}, "a"), (M(), 5), (L([7]), 0),
    (b"ab", 0), (range(9), 3), ([1, 2, 3], slice(1, None)), ({True: "t"}, 1), ([1, 2], True),
    ({1.0: "f"}, 1), (list, int),
]
for c, k in cases:
    for _ in range(25):
        r = get(c, k)
    print(r)
for c, k in (
    ([1], 1), ((), 0), ("", -1), ({}, "k"), ([1], "a"), (5, 0), ([1], 2**70), ([1], -2), ({}, []),
    ([1], None),
):
    try:
        get(c, k)
    except Exception as e:
        print(type(e).__name__, e)
print([put([0, 0], i % 2, i) for i in range(3)], put({}, "k", 1), put({1: 1}, True, 2))
for c, k in (([], 0), ((1,), 0), ("a", 0), ({}, []), (5, 0)):
    try:
        put(c, k, 1)
    except Exception as e:
        print(type(e).__name__, e)
