# asdict, astuple, replace, make_dataclass, and what is refused.
import dataclasses
from dataclasses import asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace

def attempt(call, *args, **kwargs):
    try:
        print(repr(call(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

@dataclass
class P:
    x: int
    y: int = 2

@dataclass
class Line:
    start: P
    others: list
    names: dict = field(default_factory=dict)

line = Line(P(1), [P(3, 4)], {"k": P(5)})
print(asdict(line), astuple(line), asdict(P(1), dict_factory=lambda pairs: sorted(pairs)))
print(replace(line.start, x=9), is_dataclass(P), is_dataclass(line), is_dataclass(int))
C = make_dataclass("C", [("x", int), ("y", int, field(default=5))], namespace={"total": lambda self: self.x + self.y})
print(C(1), C(1).total(), C.__module__)
f = fields(P)[1]
print(f.name, f.default, f.type, f.default_factory is dataclasses.MISSING, f.init, f.metadata)

def bad_order():
    @dataclass
    class A:
        x: int = 1
        y: int

def mutable():
    @dataclass
    class A:
        x: list = []

def both():
    field(default=1, default_factory=list)

def order_without_eq():
    @dataclass(order=True, eq=False)
    class A:
        x: int

def no_annotation():
    @dataclass
    class A:
        x = field(default=1)

def thaw():
    @dataclass(frozen=True)
    class A:
        x: int

    @dataclass
    class B(A):
        y: int

def overwrite():
    @dataclass(order=True)
    class A:
        x: int

        def __lt__(self, other):
            return True

for call in (bad_order, mutable, both, order_without_eq, no_annotation, thaw, overwrite):
    attempt(call)
attempt(asdict, 5)
attempt(astuple, P)
attempt(replace, 5)
attempt(replace, P(1), z=1)
attempt(fields, 5)
attempt(make_dataclass, "D", ["for"])
attempt(make_dataclass, "D", ["a", "a"])
