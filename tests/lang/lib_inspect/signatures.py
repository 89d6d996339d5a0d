"""What callables take, and which calls of them fit."""
import functools
import inspect
from inspect import Parameter, Signature


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except (TypeError, ValueError, NameError) as error:
        print(type(error).__name__, error)


def full(a, b=1, /, c: int = 2, *args, d, e: "str" = 3, **kw) -> float: pass
def pair(x, y): pass


class Initialised:
    def __init__(self, x, y=2): pass
    def method(self, z): pass
    @classmethod
    def of_class(cls, z): pass
    @staticmethod
    def static(z): pass
    def __call__(self, q): pass


class Made:
    def __new__(cls, a): return object.__new__(cls)


class MadeAndInitialised(Made):
    def __init__(self, b): pass


class Empty: pass
class Failure(Exception): pass


class Meta(type):
    def __call__(cls, *a, k): pass


class OfMeta(metaclass=Meta): pass


@functools.wraps(full)
def wrapper(*a, **k): pass


whole = inspect.signature(full)
print(whole, repr(whole), whole.return_annotation, Signature.empty is Parameter.empty)
for parameter in whole.parameters.values():
    print(repr(parameter), repr(parameter.kind), parameter.kind, parameter.kind.description,
          parameter.default, parameter.annotation)

instance = Initialised(1)
for callable_ in [
    Initialised, instance, Initialised.method, instance.method, Initialised.of_class, Initialised.static,
    Made, MadeAndInitialised, Empty, Failure, OfMeta, wrapper, lambda x, /, y: 0, lambda *, y: 0, lambda x, /: 0,
    functools.partial(full, 1, d=5), functools.partial(full, 1, 2, c=5, d=5, zz=1),
    functools.partial(full, nope=1), functools.partial(pair, functools.Placeholder, 2),
    len, [].append, print, object, Exception, dict, range, str.join, sorted, open, dict.get, 5, "text",
]:
    attempt(inspect.signature, callable_)
attempt(inspect.signature, wrapper, follow_wrapped=False)
try:
    inspect.signature(functools.partial(pair, 1, 2, 3))
except ValueError as error:
    print(str(error).rpartition(">")[2])

arguments = [
    ((), {}), ((1,), dict(d=2)), ((1, 2, 3, 4, 5), dict(d=6, q=7)), ((1,), dict(a=1, d=2)), ((), dict(a=1, d=2)),
    ((1,), dict(d=1, c=2)), ((1,), {}), ((1, 2, 3), {}), ((1,), dict(x=1)), ((), dict(x=1, y=2)),
    ((1, 2), dict(z=1)), ((), dict(x=1)), ((), dict(y=1)),
]
for signature in (whole, inspect.signature(pair), inspect.signature(lambda p=0, /: p)):
    print(signature)
    for args, kwargs in arguments:
        attempt(signature.bind, *args, **kwargs)
        attempt(signature.bind_partial, *args, **kwargs)
bound = whole.bind(1, 2, 3, 4, d=5, z=6)
print(bound.args, bound.kwargs, bound.arguments, bound.signature is whole)
bound = whole.bind(1, d=2)
bound.apply_defaults()
print(bound.arguments, bound.args, bound.kwargs)
bound = inspect.signature(lambda x=0, y=1: 0).bind(y=2)
print(bound.args, bound.kwargs, bound == whole.bind(1, d=2))

for wrong in [("1x", 0), ("x", 9), (1, 3), ("if", 3)]:
    attempt(Parameter, *wrong)
attempt(Parameter, "x", Parameter.VAR_POSITIONAL, default=1)
only, plain = Parameter.KEYWORD_ONLY, Parameter.POSITIONAL_OR_KEYWORD
for parameters in [
    [Parameter("x", only), Parameter("y", plain)], [Parameter("x", only), Parameter("x", only)],
    [Parameter("x", plain, default=1), Parameter("y", plain)],
    [Parameter("x", only, default=1), Parameter("y", only)],
]:
    attempt(Signature, parameters)
attempt(whole.replace, parameters=[], return_annotation=int)
attempt(Parameter("x", only).replace, name="y", default=3)
print(whole == inspect.signature(full), whole == inspect.signature(pair),
      hash(whole) == hash(inspect.signature(full)), Parameter("x", only) == Parameter("x", only),
      inspect.signature(lambda *, a, b: 0) == inspect.signature(lambda *, b, a: 0))


def annotated(x: "list[int]", y: list[int], z: "q.w" = None) -> "None": pass


attempt(inspect.signature, annotated)
attempt(inspect.signature(annotated).format, max_width=5)
attempt(inspect.signature, annotated, eval_str=True)
print(inspect.signature(full, eval_str=True))
annotated.__signature__ = inspect.signature(pair)
attempt(inspect.signature, annotated)
annotated.__signature__ = 5
attempt(inspect.signature, annotated)
