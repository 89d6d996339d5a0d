import sys


def g():
    try:
        raise ValueError("inner")
    except ValueError:
        yield repr(sys.exception())
        yield repr(sys.exception())
    yield repr(sys.exception())


it = g()
try:
    raise KeyError("outer")
except KeyError:
    print(next(it), repr(sys.exception()))
print(next(it), sys.exception())
print(next(it), sys.exception())


def h():
    yield repr(sys.exception())
    try:
        raise IndexError("mine")
    except IndexError as e:
        yield repr(e.__context__)


it = h()
try:
    raise TypeError("caller")
except TypeError:
    print(next(it))
print(next(it))
it = h()
print(next(it))
try:
    raise OSError("second caller")
except OSError:
    print(next(it))
