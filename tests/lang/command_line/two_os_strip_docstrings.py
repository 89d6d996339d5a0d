# options: -OO
"""Module doc."""


def f():
    """Function doc."""
    assert False


print(__doc__, f.__doc__, f(), __debug__)
