# options: -O
assert False, "never checked"
print(__debug__)
if __debug__:
    print("not here")


def f():
    """Docstrings stay with one O."""
    assert print("not evaluated")


f()
print(f.__doc__)
