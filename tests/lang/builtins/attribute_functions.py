class C:
    x = 1

    def m(self):
        return "m"


c = C()
print(getattr(c, "x"), getattr(c, "nope", "default"), getattr(c, "m")(), hasattr(c, "x"))
print(hasattr(c, "nope"), setattr(c, "y", 5), c.y, delattr(c, "y"), hasattr(c, "y"))
setattr(C, "z", 9)
print(c.z, vars(C)["z"], getattr(5, "real"), hasattr(5, "imag"), getattr(c, "nope", None))


class Raises:
    @property
    def p(self):
        raise ValueError("not AttributeError")


for f in (
    lambda: getattr(c, "nope"), lambda: getattr(c, 5), lambda: hasattr(c, 5),
    lambda: setattr(c, 5, 1), lambda: setattr(5, "x", 1), lambda: delattr(c, "q"),
    lambda: delattr(5, "real"), lambda: hasattr(Raises(), "p"), lambda: getattr(Raises(), "p", 1),
    lambda: getattr(c), lambda: setattr(c, "a"), lambda: getattr(c, "a", 1, 2),
    lambda: getattr(None, "x"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
