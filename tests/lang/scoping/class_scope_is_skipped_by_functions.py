x = "module"


class C:
    x = "class"

    def method(self):
        return x

    lam = lambda self: x
    default = lambda self, v=x: v

    class Inner:
        y = x


print(C().method(), C().lam(), C().default(), C.Inner.y)


def f():
    x = "function"

    class D:
        seen = x
        x = "class D"
        after = x

        def m(self):
            return x

    return D


try:
    D = f()
    print(D.seen, D.after, D().m())
except NameError as e:
    print(e)


def g():
    x = "function"

    class E:
        nonlocal x
        x = "changed by class"

    return x


print(g())


class F:
    if False:
        x = 1
    y = x


print(F.y)
