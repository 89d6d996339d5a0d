class Metre(int):
    def __new__(cls, value, unit="m"):
        self = super().__new__(cls, value)
        self.unit = unit
        return self

    def __add__(self, other):
        return Metre(int(self) + int(other), self.unit)

    def __repr__(self):
        return f"Metre({int(self)}{self.unit})"


a = Metre(3)
print(a, str(a), a + 4, 4 + a, a * 2, type(a * 2), a == 3, hash(a) == hash(3), {3: "x"}[a], [0, 1, 2, 9][a])
print(f"{a}", f"{a:5}", "%d" % a, a.unit, Metre(2, "km") + 1, isinstance(a, int), -a)
print(abs(Metre(-2)), bool(Metre(0)))
print(int(a), type(int(a)), Metre("12"), a.bit_length(), sum([Metre(1), Metre(2)]), max(Metre(1), Metre(5)))


class Half(float):
    def __mul__(self, other):
        return "half of " + str(other)


print(Half(0.5) * 4, 4 * Half(0.5), Half("2") + 1, repr(Half(1)), type(Half(1) + 1))
