def branch(x):
    return "yes" if x else "no"


def same(a, b):
    return a == b, a != b, a is b


def order(a, b):
    return a < b, a <= b, a > b, a >= b


class T:
    def __bool__(self):
        return False


class Len:
    def __len__(self):
        return 0


for x in (0, 1, 0.0, 0.5, "", "a", [], [0], None, True, False, T(), Len(), object, 2**70, float("nan")):
    for _ in range(15):
        r = branch(x)
    print(r, end=" ")
print()
for a, b in (
    (1, 1), (1, 1.0), (1, 2), ("a", "a"), (2**70, 2**70), (None, None), ([], []), (float("nan"), 1),
    (True, 1), ((1, 2), (1, 2)), (1, "1"), (2**63, 2.0**63),
):
    for _ in range(15):
        r = same(a, b)
    print(r[:2], end=" ")
print()
for a, b in (
    (1, 2), (1.5, 1), (2**63, 1), (1, 2**63), ("a", "b"), (True, 0), (1, float("nan")), (-0.0, 0.0),
    (2**53 + 1, 2.0**53), ((1,), (1, 0)),
):
    for _ in range(15):
        r = order(a, b)
    print(r)
