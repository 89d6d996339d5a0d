def upper_attrs(name, bases, ns):
    return type(name, bases, {k if k.startswith("__") else k.upper(): v for k, v in ns.items()})


class C(metaclass=upper_attrs):
    x = 1

    def m(self):
        return 2


print(C.X, C().M(), hasattr(C, "x"), type(C))


class D(metaclass=lambda *a: "just a string"):
    pass


print(D)


class Meta(type):
    def __getattr__(cls, name):
        return f"meta attr {name}"

    def __contains__(cls, x):
        return x == 1

    def __iter__(cls):
        return iter("ab")

    def __add__(cls, other):
        return "class addition"

    @property
    def prop(cls):
        return "prop of " + cls.__name__

    def __instancecheck__(cls, obj):
        return obj == "magic"

    def __subclasscheck__(cls, sub):
        return sub is int


class E(metaclass=Meta):
    pass


print(E.zzz, 1 in E, list(E), E + E, E.prop, isinstance("magic", E), isinstance(E(), E))
print(isinstance(5, E), issubclass(int, E), issubclass(str, E))
