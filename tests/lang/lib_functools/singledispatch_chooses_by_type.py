# The implementation is that of the nearest class of the argument.
import functools
from collections.abc import Mapping, Sized

@functools.singledispatch
def show(x):
    return f"object {x!r}"

@show.register
def _(x: int):
    return f"int {x}"

@show.register(list)
@show.register(tuple)
def _(x):
    return f"sequence of {len(x)}"

@show.register
def _(x: float | bytes):
    return "number or bytes"

show.register(Sized, lambda x: "sized")
show.register(Mapping, lambda x: "mapping")
show.register(type(None), lambda x: "none")

for value in (1, True, [1], (1, 2), "s", {}, 2.5, b"b", None, object):
    print(show(value) if value is not object else show.dispatch(object) is show.__wrapped__)
print(sorted(cls.__name__ for cls in show.registry))

class P: pass
class Q: pass
class Both(P, Q): pass
show.register(Q, lambda x: "Q")
print(show(Both()))
show.register(P, lambda x: "P")
print(show(Both()))

class Shape:
    @functools.singledispatchmethod
    def scale(self, by):
        return f"by object {by}"

    @scale.register
    def _(self, by: int):
        return f"by int {by}"

    @scale.register
    @classmethod
    def _(cls, by: str):
        return f"{cls.__name__} by str {by}"

print(Shape().scale(2), Shape().scale(2.0), Shape().scale("x"))

def attempt(call, *args):
    try:
        print(call(*args))
    except TypeError as error:
        print(error)

attempt(show)
attempt(show.register, 1)
attempt(functools.singledispatchmethod, 5)
