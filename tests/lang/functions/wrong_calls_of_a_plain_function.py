def attempt(source):
    try:
        print(source, "=", eval(source))
    except TypeError as e:
        print(source, "->", e)


def f0():
    return "f0"


def f1(a):
    return a


def f2(a, b, c):
    return a, b, c


for source in (
    "f0(1)", "f0(1, 2)", "f0(x=1)", "f1()", "f1(1, 2)", "f1(b=1)", "f1(1, a=2)", "f1(a=1)", "f2()",
    "f2(1)", "f2(1, 2)", "f2(1, c=3)", "f2(1, 2, 3, 4)", "f2(1, 2, 3, a=1)",
    "f2(*[1, 2], **{'c': 3})", "f2(*[1, 2, 3], **{'c': 3})", "f2(**{'a': 1})", "f2(1, 2, d=4)",
    "f1(**{1: 2})", "f1(1, **{'a': 2})", "f1(x=1, y=2)", "f2(c=1, b=2)",
):
    attempt(source)
