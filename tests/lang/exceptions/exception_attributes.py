import os


def get(f):
    try:
        f()
    except BaseException as e:
        return e


e = get(lambda: nope)
print(type(e).__name__, e.name, e.args)
e = get(lambda: (5).nope)
print(e.name, e.obj, e.args)
e = get(lambda: next(iter([])))
print(repr(e), e.value)
e = get(lambda: open("does_not_exist.txt"))
print(type(e).__name__, e.errno, e.strerror, e.filename, e.filename2, e, repr(e), e.args)
print(isinstance(e, OSError))
e = get(lambda: __import__("no_such_module_x"))
print(type(e).__name__, e.name, e.path, e.msg, e)
e = get(lambda: exec("from math import nope"))
print(type(e).__name__, e.name, e.name_from, e)
e = get(lambda: compile("a b", "f.py", "exec"))
print(type(e).__name__, e.msg, e.filename, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text, e.args)
e = get(lambda: {}["k"])
print(e.args, str(e), repr(e))
e = SystemExit(3)
print(e.code, SystemExit().code, SystemExit(1, 2).code, SystemExit("m").code)
print(OSError(2, "msg"), repr(OSError(2, "msg", "file")), OSError(2, "m", "f", None, "g"))
print(type(OSError(2, "x")).__name__, type(OSError(13, "x")).__name__, OSError("only").errno)
print(str(OSError(1, "a", "b")))
