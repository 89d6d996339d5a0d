class P:
    __slots__ = ("x", "y")

    def __init__(self, x):
        self.x = x


p = P(1)
p.y = 2
print(p.x, p.y, P.__slots__, hasattr(p, "__dict__"), type(P.x).__name__, P.x.__get__(p))
del p.y
for f in (
    lambda: p.y, lambda: setattr(p, "z", 1), lambda: delattr(p, "y"), lambda: p.__dict__,
    lambda: vars(p), lambda: P.x.__get__(5), lambda: p.q,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Q(P):
    pass


class R(P):
    __slots__ = ["w"]


class S:
    __slots__ = "single"


q = Q(1)
q.z = 5
print(vars(q), R(1).x, hasattr(R(1), "__dict__"))
for body in (
    {"__slots__": ("a",), "a": 1}, {"__slots__": ("1a",)}, {"__slots__": (1,)},
    {"__slots__": ("__dict__", "b")},
):
    try:
        print(type("T", (), body).__slots__)
    except Exception as e:
        print(type(e).__name__, e)
try:
    type("T", (P, type("U", (), {"__slots__": ("u",)})), {})
except TypeError as e:
    print(e)
