print(True + True, True * 3, isinstance(True, int), issubclass(bool, int), bool.__mro__)
print(True == 1, False == 0.0, hash(True), {1: "one"}[True], [10, 20][True], True < 2, -True, +False)
print(bool(), bool(0), bool(""), bool([0]), bool(0.0), bool(-0.0), bool(float("nan")), bool(None))
print(bool("False"))
print(repr(True), str(False), f"{True:d} {True:5} {True!r:>6}", "%d %s" % (True, True), int(True))
print(float(True))
print(True is (1 == 1), type(True & True), type(True + 0), True.real, True.bit_length())
for f in (lambda: bool(1, 2), lambda: bool(x=1), lambda: type("B", (bool,), {})):
    try:
        f()
    except TypeError as e:
        print(e)
