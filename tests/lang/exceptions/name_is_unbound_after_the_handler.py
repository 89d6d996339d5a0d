e = "before"
try:
    raise ValueError("x")
except ValueError as e:
    print(repr(e))
try:
    e
except NameError as err:
    print(err)


def f():
    try:
        raise KeyError(1)
    except KeyError as k:
        pass
    try:
        return k
    except UnboundLocalError as u:
        return str(u)


print(f())


def keep():
    saved = None
    try:
        raise ValueError("kept")
    except ValueError as v:
        saved = v
        del v
    return repr(saved), saved.__traceback__ is not None


print(keep())
try:
    raise TypeError("t")
except TypeError as t:
    t = "rebound"
try:
    t
except NameError as err:
    print(err)
