def add(a, b):
    return a + b


def less(a, b):
    return a < b


class V:
    def __init__(self, n):
        self.n = n

    def __add__(self, o):
        return f"V{self.n}+{o}"

    def __radd__(self, o):
        return f"{o}+V{self.n}"

    def __lt__(self, o):
        return "less"


pairs = [
    (1, 2), (1.5, 2), ("a", "b"), ([1], [2]), (2**62, 2**62), (True, 1), ((1,), (2,)), (V(1), 2),
    (2, V(3)), (-(2**63), -1), (0.1, 0.2), (b"x", b"y"), (1, 2.5),
]
for a, b in pairs:
    for _ in range(30):
        r = add(a, b)
    print(r, type(r).__name__)
for a, b in [*pairs, (1, "a"), (None, 1)] * 2:
    try:
        print(add(a, b), less(a, b))
    except TypeError as e:
        print(e)
print([add(i, 1) for i in range(3)], add("x", "y"), [add(1.0, i) for i in range(2)])
