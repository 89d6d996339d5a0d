import functools


@functools.total_ordering
class V:
    def __init__(self, *p):
        self.p = p

    def __eq__(self, o):
        return self.p == o.p

    def __lt__(self, o):
        return self.p < o.p

    def __repr__(self):
        return "V" + ".".join(map(str, self.p))


vs = [V(1, 2), V(1), V(0, 9), V(1, 2)]
print(sorted(vs), max(vs), V(1) >= V(0), V(1) <= V(1), V(2) > V(1), V(1) != V(1), vs.count(V(1, 2)))


class Shape:
    def area(self):
        raise NotImplementedError(f"{type(self).__name__}.area")

    def __str__(self):
        return f"{type(self).__name__} of {self.area():.2f}"


class Square(Shape):
    def __init__(self, a):
        self.a = a

    def area(self):
        return self.a**2


print(Square(2))
try:
    print(Shape())
except NotImplementedError as e:
    print(e)
