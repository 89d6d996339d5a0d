def f():
    try:
        raise ValueError("first")
    except ValueError:
        try:
            raise KeyError("second")
        except KeyError:
            pass
        raise


try:
    f()
except ValueError as e:
    print(repr(e), repr(e.__context__))


def helper():
    raise


def g():
    try:
        raise IndexError("from helper")
    except IndexError:
        helper()


try:
    g()
except IndexError as e:
    print(repr(e))


def h():
    try:
        raise ValueError("h")
    except ValueError:
        pass
    raise


try:
    h()
except RuntimeError as e:
    print(e, e.__context__)
try:
    try:
        raise OSError("o")
    finally:
        import sys

        print("in finally", repr(sys.exception()))
except OSError:
    print(sys.exc_info()[0], sys.exc_info()[1].args, sys.exc_info()[2] is not None)
print(sys.exc_info(), sys.exception())
