# `+` and `*` of builtin sequences come after what the other operand has for numbers, in place too; called
# directly they raise.
from collections import deque


def attempt(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


class Right:
    def __radd__(self, other): return "radd", other
    def __rmul__(self, other): return "rmul", other
    def __iter__(self): return iter("ab")


class Refusing:
    def __radd__(self, other):
        print("asked")
        return NotImplemented
    __rmul__ = __radd__
    def __iter__(self): return iter("ab")


class Index:
    def __index__(self): return 2


class Own(list):
    def __radd__(self, other): return "own", other


def add_in_place(a, b):
    a += b
    return a


def multiply_in_place(a, b):
    a *= b
    return a


class Sub(list): pass


for make in (lambda: [1], lambda: (1,), lambda: "a", lambda: b"a", lambda: deque([1]), lambda: Sub([1])):
    for other in (Right(), Refusing(), Index(), 2, None, 1.5, "b", Own([3])):
        print(type(make()).__name__, type(other).__name__)
        attempt(lambda: make() + other)
        attempt(lambda: make() * other)
        attempt(lambda: add_in_place(make(), other))
        attempt(lambda: multiply_in_place(make(), other))
        attempt(lambda: other * make())
        for name in ("__add__", "__mul__", "__rmul__", "__iadd__", "__imul__"):
            if method := getattr(make(), name, None):
                attempt(lambda: method(other))
