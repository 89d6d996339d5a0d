class Single:
    made = None

    def __new__(cls, *args):
        if cls.made is None:
            cls.made = super().__new__(cls)
        return cls.made

    def __init__(self, v=0):
        print("init", v)
        self.v = v


a, b = Single(1), Single(2)
print(a is b, a.v)


class NotMine:
    def __new__(cls):
        return "a string"

    def __init__(self):
        print("never")


print(NotMine())


class A:
    def __new__(cls, x):
        print("new", cls.__name__, x)
        return object.__new__(B)


class B(A):
    def __init__(self, x):
        print("B.init", x)


print(type(A(1)).__name__)
for f in (
    lambda: object.__new__(), lambda: object.__new__(5), lambda: int.__new__(str),
    lambda: object.__new__(int), lambda: type("X", (), {"__init__": lambda s: 5})(),
    lambda: type("Y", (), {})(1), lambda: type("Z", (), {})(k=1),
    lambda: object.__new__(type("W", (), {}), 1), lambda: type("V", (), {"__new__": lambda c: 1})(2),
):
    try:
        print(f())
    except TypeError as e:
        print(e)
