# closing, suppress, nullcontext, redirect_stdout and redirect_stderr.
import contextlib
import io
import sys

class Thing:
    def close(self):
        print("closed")

with contextlib.closing(Thing()) as thing:
    print(type(thing).__name__)
with contextlib.suppress(KeyError, IndexError):
    {}["x"]
    print("not reached")
try:
    with contextlib.suppress(KeyError):
        [][0]
except IndexError as error:
    print(error)
try:
    with contextlib.suppress(ValueError):
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
except ExceptionGroup as group:
    print(repr(group))
with contextlib.nullcontext(5) as five, contextlib.nullcontext() as none:
    print(five, none)
out, err = io.StringIO(), io.StringIO()
with contextlib.redirect_stdout(out) as target, contextlib.redirect_stderr(err):
    print("caught", target is out)
    print("also", file=sys.stderr)
print(repr(out.getvalue()), repr(err.getvalue()))

class Own(contextlib.AbstractContextManager):
    def __exit__(self, *exc):
        print("left")

with Own() as own:
    print(type(own).__name__)
print(issubclass(Thing, contextlib.AbstractContextManager), isinstance(open, contextlib.AbstractContextManager))

class Deco(contextlib.ContextDecorator):
    def __enter__(self):
        print("in")

    def __exit__(self, *exc):
        print("out")

@Deco()
def f():
    print("body")

f()
