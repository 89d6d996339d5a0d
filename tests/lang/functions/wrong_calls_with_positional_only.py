def attempt(source):
    try:
        print(source, "=", eval(source))
    except TypeError as e:
        print(source, "->", e)


def p(a, b, /):
    return a, b


def q(a, /, b, *, c):
    return a, b, c


def r(a, b=1, /, **kw):
    return a, b, kw


for source in (
    "p(1, 2)", "p(1)", "p()", "p(a=1, b=2)", "p(1, b=2)", "p(1, 2, 3)", "q(1, 2, c=3)",
    "q(1, b=2, c=3)", "q(a=1, b=2, c=3)", "q(1, 2, 3)", "q(1)", "r(1)", "r(1, 2)", "r(1, b=5)",
    "r(1, a=5, b=6)", "r(a=1)", "r(1, 2, 3)", "r()",
):
    attempt(source)
