def attempt(source):
    try:
        print(source, "=", eval(source))
    except TypeError as e:
        print(source, "->", e)


def d(a, b=2):
    return a, b


def k(a, *, x, y=5, z):
    return a, x, y, z


def dk(a=1, *, x=2):
    return a, x


for source in (
    "d()", "d(1)", "d(1, 2, 3)", "d(1, 3)", "d(b=1)", "d(1, c=3)", "k(1)", "k(1, x=1)",
    "k(1, 2, x=1, z=3)", "k(1, x=1, z=2)", "k(1, 2)", "k(x=1, z=1)", "k()", "dk(1, 2)",
    "dk(1, 2, x=3)", "dk(1, 2, 3)", "dk(1, y=2)", "dk(x=1)", "k(1, x=1, z=2, w=3)",
    "k(1, 2, 3, x=1, y=1, z=3)",
):
    attempt(source)
