def attempt(f):
    try:
        f()
        print("passed")
    except AssertionError as e:
        print(repr(e), str(e), e.args)


def a():
    assert True, 1 / 0


def b():
    assert False


def c():
    assert [], "empty"


def d():
    assert 0, ("a", 1)


def e():
    assert 1 == 2, None


for f in (a, b, c, d, e):
    attempt(f)
print(__debug__)
