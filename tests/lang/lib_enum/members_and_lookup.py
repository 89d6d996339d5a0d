# Members, second names, lookup by value and name, auto(), the functional form.
from enum import Enum, auto, nonmember, unique

def attempt(call, *args):
    try:
        print(repr(call(*args)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
    scale = nonmember(9)

    def describe(self):
        return self.name, self.value

    @property
    def lower(self):
        return self.name.lower()

    @classmethod
    def favourite(cls):
        return cls.BLUE

print(Color.RED, repr(Color.RED), Color(1), Color["GREEN"], list(Color), len(Color), Color.CRIMSON is Color.RED)
print(Color.__members__, Color, Color.RED.describe(), Color.RED.lower, Color.favourite(), Color.scale)
print(Color.RED in Color, 1 in Color, 9 in Color, f"{Color.RED:>12}|", Color.RED == 1, list(reversed(Color)))
attempt(Color, 7)
attempt(Color.__getitem__, "X")
attempt(lambda: Color.X)
attempt(setattr, Color, "RED", 5)
attempt(delattr, Color, "RED")
attempt(setattr, Color.RED, "value", 3)
attempt(lambda: Color.RED < Color.BLUE)
attempt(lambda: type("Sub", (Color,), {}))

def twice():
    class A(Enum):
        X = 1
        X = 2

def not_unique():
    @unique
    class A(Enum):
        X = 1
        Y = 1

attempt(twice)
attempt(not_unique)

class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()

class Named(Enum):
    def _generate_next_value_(name, start, count, last):
        return name, start, count, tuple(last)

    A = auto()
    B = auto()

print(list(Auto), list(Named))
print(list(Enum("F", "a b c")), list(Enum("G", {"x": 10, "y": 20})))

class Planet(Enum):
    EARTH = (5.9, 6.3)
    MARS = (6.4, 3.3)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

print(repr(Planet.EARTH), Planet.EARTH.mass, Planet((6.4, 3.3)))

class Lenient(Enum):
    ONE = 1

    @classmethod
    def _missing_(cls, value):
        if value == "one":
            return cls.ONE

print(Lenient("one"))
attempt(Lenient, "two")
