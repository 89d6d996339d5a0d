x = "global"


class C:
    x = "class"
    y = x
    items = [x for _ in range(2)]
    first = [i for i in x]
    f = lambda self: x

    def m(self):
        return x

    print("in body:", x, y, __qualname__, __module__)
    for i in range(3):
        pass
    if i == 2:
        conditional = True
    del y
    __doc__ = "set by hand"


print(C.items, C.first, C().f(), C().m(), C.i, C.conditional, hasattr(C, "y"), C.__doc__)


def outer():
    x = "outer"

    class D:
        y = x
        x = "now class"
        z = x

        def m(self):
            return x

    return D.y if hasattr(D, "y") else None, D.z, D().m()


try:
    print(outer())
except NameError as e:
    print(e)


def outer2():
    v = "enclosing"

    class E:
        w = v

        class F:
            u = v

    return E.w, E.F.u


print(outer2())
