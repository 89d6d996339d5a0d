def attempt(f):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__, e.args, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)


def chained():
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError("v") from z


def context():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("v")


def suppressed():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("v") from None


def raise_(x, cause=...):
    if cause is ...:
        raise x
    raise x from cause


for f in (
    chained, context, suppressed, lambda: raise_(ValueError), lambda: raise_(ValueError("a", 1)),
    lambda: raise_(5), lambda: raise_("text"), lambda: raise_(int), lambda: raise_(None),
    lambda: raise_(ValueError, KeyError), lambda: raise_(ValueError, KeyError("k")),
    lambda: raise_(ValueError, 5), lambda: raise_(ValueError, "x"),
    lambda: raise_(type("NotInit", (Exception,), {"__new__": lambda c: 5})),
):
    attempt(f)


def bare():
    raise


attempt(bare)
