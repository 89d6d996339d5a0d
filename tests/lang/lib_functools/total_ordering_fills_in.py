# One comparison and == give the other three.
import functools

for name in ("__lt__", "__le__", "__gt__", "__ge__"):
    compare = {"__lt__": lambda a, b: a.v < b.v, "__le__": lambda a, b: a.v <= b.v,
               "__gt__": lambda a, b: a.v > b.v, "__ge__": lambda a, b: a.v >= b.v}[name]

    class Number:
        def __init__(self, v):
            self.v = v

        def __eq__(self, other):
            return self.v == other.v

    setattr(Number, name, lambda self, other, compare=compare:
            compare(self, other) if isinstance(other, Number) else NotImplemented)
    functools.total_ordering(Number)
    a, b = Number(1), Number(2)
    print(name, a < b, a <= b, a > b, a >= b, a < a, a <= a, a > a, a >= a)
    try:
        a < 3
    except TypeError as error:
        print(error)
try:
    functools.total_ordering(type("Nothing", (), {}))
except ValueError as error:
    print(error)
