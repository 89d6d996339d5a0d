class F:
    def __format__(self, spec):
        return f"F({spec})"


class Bad:
    def __format__(self, spec):
        return 5


class I:
    def __index__(self):
        return 3


class BadI:
    def __index__(self):
        return "x"


print(format(F(), "abc"), f"{F():>5}", "{:z}".format(F()), format(F()))
print([10, 20, 30, 40][I()], "abcd"[I()], range(I()), hex(I()), bin(I()), "x" * I(), [0] * I())
print(int(I()), float(I()), chr(I()), round(1.23456, I()), list(range(10))[: I()], bytes(I()))
print(pow(2, 3, 5), divmod(10, 3), float("1.5"), 5 .__class__)
for f in (
    lambda: format(Bad()), lambda: [1][BadI()], lambda: hex(BadI()), lambda: format(object(), "x"),
    lambda: hex(1.5), lambda: "a" * 1.0,
):
    try:
        print(f())
    except TypeError as e:
        print(e)
