class L:
    def __add__(self, o):
        return f"L+{o!r}"

    def __sub__(self, o):
        return NotImplemented

    def __repr__(self):
        return "L"


class R:
    def __radd__(self, o):
        return f"{o!r}+R"

    def __rsub__(self, o):
        return f"{o!r}-R"

    def __repr__(self):
        return "R"


class SubL(L):
    def __radd__(self, o):
        return f"{o!r}+SubL reflected first"


print(L() + R(), L() - R(), 1 + R(), "x" - R(), L() + SubL(), SubL() + L(), [1] + R(), L() + 5)
for f in (
    lambda: L() - 1, lambda: 1 - L(), lambda: R() + 1, lambda: R() + R(), lambda: L() - L(),
    lambda: L() * 2,
):
    try:
        print(f())
    except TypeError as e:
        print(e)
