# Chains, notes, groups, recursion and syntax errors as text.
import traceback

def show(error, **options):
    print("".join(traceback.format_exception(error, **options)).replace(__file__, "FILE"))

def divide(x):
    return 1 / x

def caught(call, *args):
    try:
        call(*args)
    except BaseException as error:
        return error

def chained(how):
    try:
        divide(0)
    except ZeroDivisionError as error:
        if how == "from":
            raise KeyError("second") from error
        if how == "none":
            raise KeyError("second") from None
        raise KeyError("second")

for how in ("context", "from", "none"):
    show(caught(chained, how))
show(caught(chained, "from"), chain=False)
error = ValueError()
error.add_note("note one\nline two")
show(error)

def deep(n):
    if n:
        deep(n - 1)
    raise ValueError("deep")

show(caught(deep, 9))
show(caught(deep, 9), limit=2)
show(caught(deep, 9), limit=-1)

def group():
    raise ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [KeyError(2), caught(divide, 0)])])

show(caught(group))
show(ExceptionGroup("many", [ValueError(i) for i in range(20)]))
for source in ("x = = 1\n", "if x:\n  foo(a b)\n", "def f(:\n"):
    show(caught(compile, source, "<text>", "exec"))
class Bad(Exception):
    def __str__(self):
        raise ValueError
class Outer:
    class Inner(Exception):
        pass
for error in (Bad(), Outer.Inner("x"), Outer.Inner(), KeyboardInterrupt(), OSError(2, "No such")):
    print(traceback.format_exception_only(error))
