class A:
    pass


class B:
    a = A()


def f(b):
    return b.a.missing.more + 1


f(B())
