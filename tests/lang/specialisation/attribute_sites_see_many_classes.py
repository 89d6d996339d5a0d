class A:
    x = "class A"


class B:
    def __init__(self):
        self.x = "instance B"


class C:
    @property
    def x(self):
        return "property C"


class D:
    __slots__ = ("x",)


class E:
    def __getattr__(self, name):
        return f"getattr E.{name}"


class F(B):
    def __init__(self):
        super().__init__()
        self.y = 1
        self.x = "instance F"


def get(o):
    return o.x


d = D()
d.x = "slot D"
a = A()
objects = [a, B(), C(), d, E(), F(), A, type("G", (A,), {})()]
for o in objects:
    for _ in range(40):
        r = get(o)
    print(r)
print([get(o) for o in objects * 2][-3:])
a.x = "now in the instance"
print(get(a))
del a.x
print(get(a))
A.x = "class changed"
print(get(a), get(objects[-1]))
del A.x
try:
    get(a)
except AttributeError as e:
    print(e)
A.x = property(lambda self: "became a property")
print(get(a), get(objects[1]))
