class A:
    def f(self):
        return "A.f"


class B(A):
    pass


def call(o):
    return o.f()


b = B()
print([call(b) for _ in range(30)][-1])
A.f = lambda self: "A changed"
print(call(b))
B.f = lambda self: "B overrides"
print(call(b))
b.f = lambda: "instance hides"
print(call(b))
del b.f
del B.f
print(call(b))
B.f = staticmethod(lambda: "static")
print(call(b))
B.f = classmethod(lambda cls: cls.__name__ + " class method")
print(call(b))
B.f = "not callable"
try:
    call(b)
except TypeError as e:
    print(e)
del B.f


class Other:
    f = len

    def __len__(self):
        return 7


try:
    print(call(Other()))
except TypeError as e:
    print(e)
b.__class__ = type("C", (), {"f": lambda self: "another class"})
print(call(b))
print([call(o) for o in (A(), B(), b) for _ in range(3)])
