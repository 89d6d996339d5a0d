class A:
    def f(self):
        return "A.f"


class B(A):
    pass


class Other:
    def f(self):
        return "Other.f"


b = B()


def call(n):
    return [b.f() for _ in range(n)][-1]


print(call(50))
A.f = lambda self: "patched"
print(call(50))
B.f = lambda self: "B.f"
print(call(50))
del B.f
print(call(3))
b.f = lambda: "instance"
print(call(3))
del b.f
B.__bases__ = (Other,)
print(call(3), B.__mro__)
b.__class__ = Other
print(call(3))
Other.f = property(lambda self: lambda: "property")
print(call(3))
Other.f = 5
try:
    call(1)
except TypeError as e:
    print(e)
