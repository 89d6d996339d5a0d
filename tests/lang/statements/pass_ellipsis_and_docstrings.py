"""Module docstring."""


def f():
    "first"
    "second is only an expression"
    ...


class C:
    """Class doc
    with indentation."""

    def m(self): ...


def g():
    f"not a docstring"


def h():
    ("also" " joined")


print(__doc__, f.__doc__, repr(C.__doc__), C.m.__doc__, g.__doc__, h.__doc__, ..., Ellipsis is ..., type(...))
if True:
    pass
else:
    ...
x = 1; y = 2; print(x, y)
print(f(), C().m())
