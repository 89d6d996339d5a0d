# __init__, __repr__, __eq__, ordering, hashing and freezing as asked for.
import dataclasses
from dataclasses import KW_ONLY, InitVar, dataclass, field

def attempt(call, *args, **kwargs):
    try:
        print(repr(call(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, repr=False)

p = Point(1)
print(p, p == Point(1), p == Point(2), p.tags is not Point(1).tags, Point.__doc__, Point.__match_args__)
print(Point.__hash__, Point.y, hasattr(Point, "x"), Point(x=3, y=4))
attempt(Point)
attempt(Point, 1, 2, [], 4)
attempt(hash, p)

@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = field(default=0, compare=True)
    label: str = field(default="", compare=False)

v = Version(1, 2, "a")
print(v < Version(1, 3), v >= Version(1, 2, "b"), sorted([Version(2), v]), hash(v) == hash(Version(1, 2, "z")))
attempt(setattr, v, "major", 5)
attempt(delattr, v, "major")
attempt(setattr, v, "new", 5)
attempt(lambda: v < 3)

@dataclass
class Base:
    a: int
    _: KW_ONLY
    b: int = 1

@dataclass
class Derived(Base):
    c: int
    scale: InitVar[int] = 2
    d: int = field(init=False)

    def __post_init__(self, scale):
        self.d = self.c * scale

print(Derived(1, 2), Derived(1, 2, 5, b=9), [f.name for f in dataclasses.fields(Derived)])
attempt(Derived, 1, 2, 3, 4)

@dataclass(slots=True)
class Slotted:
    x: int
    y: int = 5

    def who(self):
        return __class__ is type(self)

s = Slotted(1)
print(s, Slotted.__slots__, s.who())
attempt(setattr, s, "z", 1)

@dataclass
class Node:
    next: object = None

n = Node()
n.next = n
print(n)

@dataclass(repr=False, eq=False)
class Plain:
    x: int

    def __repr__(self):
        return "own"

print(Plain(1), Plain(1) == Plain(1))
