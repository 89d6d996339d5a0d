class Temp:
    def __init__(self):
        self._c = 0

    @property
    def c(self):
        "degrees"
        return self._c

    @c.setter
    def c(self, v):
        if v < -273:
            raise ValueError("too cold")
        self._c = v

    @c.deleter
    def c(self):
        print("deleted")
        self._c = 0

    @property
    def ro(self):
        return "read only"

    w = property(None, lambda self, v: print("write", v))


t = Temp()
t.c = 5
t.c += 10
print(t.c, t.ro, Temp.c.__doc__, type(Temp.c).__name__, Temp.c.fget(t), Temp.c.__name__)
del t.c
t.w = 3
for f in (
    lambda: setattr(t, "c", -300), lambda: setattr(t, "ro", 1), lambda: delattr(t, "ro"),
    lambda: t.w, lambda: Temp.ro.__get__(5),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t.__dict__["c"] = "shadow?"
print(t.c)


class Sub(Temp):
    @Temp.c.getter
    def c(self):
        return "sub " + str(self._c)


s = Sub()
s.c = 7
print(s.c)
