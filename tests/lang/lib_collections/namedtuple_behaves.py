# Named tuples: access, repr, defaults, renaming, replacement, complaints.
from collections import namedtuple

Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], tuple(p), p == (1, 2), Point._fields, Point.__doc__)
x, y = p
print(p._replace(x=9), p._asdict(), Point._make([5, 6]), hash(p) == hash((1, 2)))
print(Point.x.__doc__, Point.__match_args__, Point.__module__, isinstance(p, tuple))
D = namedtuple("D", ["a", "b", "c"], defaults=[10, 20])
print(D(1), D(1, 2), D._field_defaults)
print(namedtuple("R", "a if a _z", rename=True)._fields)
print(namedtuple("M", "", module="elsewhere").__module__)

class Named(Point):
    __slots__ = ()

    @property
    def total(self):
        return self.x + self.y

print(Named(3, 4), Named(3, 4).total, Named(3, 4)._replace(x=0))

def attempt(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

attempt(Point, 1)
attempt(Point, 1, 2, 3)
attempt(Point, 1, z=2)
attempt(Point._make, [1])
attempt(p._replace, z=1)
attempt(setattr, p, "q", 1)
attempt(namedtuple, "a b", "x")
attempt(namedtuple, "A", "x x")
attempt(namedtuple, "A", "_x")
attempt(namedtuple, "A", "if")
attempt(namedtuple, "A", "a", defaults=[1, 2])
