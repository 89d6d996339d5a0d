import typing
from typing import *
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v): self.v = v
print(Box[int](3).v, Box.__parameters__, issubclass(Box, Generic), Optional[int], Union[int, str], List[int], Dict[str, List[int]], Callable[[int], str], Literal["a", 1], Any, TYPE_CHECKING)
class P(NamedTuple):
    x: int
    y: str = "d"
    def both(self): return self.x, self.y
print(P(1), P(2, "b").both(), P._fields, P._field_defaults, isinstance(P(1), tuple))
class M(TypedDict, total=False):
    a: int
print(M(a=1), M.__total__, M.__annotations__)
@runtime_checkable
class Has(Protocol):
    def close(self): ...
class F:
    def close(self): pass
print(isinstance(F(), Has), isinstance(3, Has), isinstance(3, SupportsInt))
def f(a: int, b: "str" = "x") -> Optional[int]: return a
print(get_type_hints(f), cast(int, "x"), get_origin(List[int]), get_args(Dict[str, int]))
U = NewType("U", int)
print(U(5), repr(T), get_origin(Optional[int]) is Union, get_args(Literal[1, 2]))
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x
print(g(1), len(get_overloads(g)))
class Sub(Box[str], Protocol if 0 else Generic[T]): pass
class Q(List[int]): pass
print(Q([1]), isinstance([], List), Annotated[int, "m"].__metadata__)
try: Has()
except TypeError as e: print(e)
class C:
    a: int
    b: ClassVar[str] = "x"
print(get_type_hints(C))
