# One place in the program, objects of several classes, and classes that change between two visits.
class A:
    kind = "A"

    def __init__(self):
        self.x = 1

    def name(self):
        return "A.name"


class B(A):
    def __init__(self):
        super().__init__()
        self.y = 2
        self.x = 3

    def name(self):
        return "B " + super().name()


class C:
    __slots__ = ("x",)
    kind = "C"

    def __init__(self):
        self.x = 4

    def name(self):
        return "C.name"


class D:
    kind = property(lambda self: "computed")

    def __init__(self):
        self.__dict__["x"] = 5

    def name(self):
        return "D.name"


def read(o):
    return o.x, o.kind, o.name()


def write(o):
    o.x += 10
    return o.x


objects = [A(), B(), C(), D()]
for _ in range(3):
    for o in objects + objects[::-1]:
        print(*read(o), write(o))
A.name = lambda self: "new A.name"
A.kind = "new A"
print([read(o)[1:] for o in objects])
B.kind = "B"
objects[1].name = lambda: "own"
print([read(o)[1:] for o in objects])
del B.kind
del B.name
print([read(o)[1:] for o in objects])
A.x = property(lambda self: "hidden", lambda self, value: None)
print([read(o) for o in objects], [write(o) if not isinstance(o, A) else None for o in objects])


def total(cls):
    cls.total += 1
    return cls.total


class E:
    total = 0


class F(E):
    pass


print([total(E) for _ in range(3)], [total(F) for _ in range(3)], E.total, F.total)
for _ in range(2):
    F.total = 7
    print(E.total, F.total, F().total)
    del F.total
    print(E.total, F.total, F().total)


class Meta(type):
    def __getattribute__(cls, name):
        return "meta" if name == "total" else super().__getattribute__(name)


class G(metaclass=Meta):
    total = 1


for cls in (E, F, G, E, F, G):
    print(cls.total, end=" ")
print()
E.__getattr__ = lambda self, name: name + "?"
print(F().missing)


class Base:
    def f(self):
        return "Base"


class Left(Base):
    def f(self):
        return "Left " + super().f()


class Right(Base):
    def f(self):
        return "Right " + super().f()


class Both(Left, Right):
    def f(self):
        return "Both " + super().f()


for _ in range(2):
    print([cls().f() for cls in (Left, Right, Both, Left, Both)])
Right.f = lambda self: "changed " + Base.f(self)
print([cls().f() for cls in (Left, Right, Both, Left, Both)])
Both.__bases__ = (Right, Left)
print([cls().f() for cls in (Left, Right, Both, Left, Both)])
