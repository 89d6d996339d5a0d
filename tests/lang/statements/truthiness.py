class T:
    def __bool__(self):
        print("bool", end=" ")
        return False


t = T()
print(t and 1, "|", t or 2, "|", not t)
for v in (
    0, 0.0, "", "0", [], [0], (), {}, {0: 0}, set(), None, True, range(0), range(1), b"", 1e-300,
    lambda: 0, object, float("nan"), 0 * 10**20, 10**20,
):
    print(repr(v)[:12] if not callable(v) else "callable", bool(v), "yes" if v else "no", end="; ")
print()
if not [] and "x" and not 0 or None:
    print("taken")
print([] or {} or 0 or "last", 1 and "a" and [2], None and undefined, 0 or None, "" and 5)
