from collections import namedtuple

Point = namedtuple("Point", "x y", defaults=[0])
p = Point(1)
print(p, p.x, p[1], p == (1, 0), p._replace(x=5), p._asdict(), Point._fields, Point._make([7, 8]))
print(p + (2,), len(p), Point(y=1, x=2))
x, y = p
print(x, y, isinstance(p, tuple), Point.__name__, hash(p) == hash((1, 0)), repr(Point))
for f in (
    lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, z=2), lambda: p.z,
    lambda: p._replace(q=1), lambda: namedtuple("A", "a a"), lambda: namedtuple("A", "class"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    p.x = 3
except AttributeError as e:
    print(e)


class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))


print(Pair(1, 2), type(Pair(1, 2)), type(Pair(1, 2) + ()), type(Pair(1, 2)[:]))
