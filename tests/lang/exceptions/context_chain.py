def chain(e):
    out = []
    while e is not None:
        out.append(repr(e))
        e = e.__context__
    return out


try:
    try:
        try:
            raise ValueError(1)
        except ValueError:
            raise KeyError(2)
    except KeyError:
        raise OSError(3)
except OSError as e:
    print(chain(e))
try:
    try:
        raise ValueError("a")
    finally:
        raise TypeError("b")
except TypeError as e:
    print(chain(e))
try:
    try:
        raise ValueError("x")
    except ValueError as v:
        raise v
except ValueError as e:
    print(chain(e))
a, b = ValueError("a"), ValueError("b")
try:
    try:
        raise a
    except ValueError:
        try:
            raise b
        except ValueError:
            raise a
except ValueError as e:
    print(chain(e), chain(b))
e = ValueError("set by hand")
e.__context__ = KeyError("c")
e.__cause__ = IndexError("i")
print(e.__suppress_context__)
for attr, v in (("__cause__", 5), ("__context__", "x"), ("__traceback__", 5), ("__suppress_context__", None)):
    try:
        setattr(e, attr, v)
        print(attr, "set")
    except TypeError as err:
        print(err)
