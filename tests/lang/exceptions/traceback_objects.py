import sys
import traceback


def inner():
    raise ValueError("x")


def outer():
    inner()


try:
    outer()
except ValueError as e:
    tb = e.__traceback__
    names = []
    while tb:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print(names)
    print([(f.name, f.lineno, f.line) for f in traceback.extract_tb(e.__traceback__)])
    saved = e
    print(e.with_traceback(None) is e, e.__traceback__)
try:
    raise saved
except ValueError as e:
    print([f.name for f in traceback.extract_tb(e.__traceback__)])


def again():
    try:
        inner()
    except ValueError as e:
        raise e


try:
    again()
except ValueError as e:
    print([(f.name, f.lineno) for f in traceback.extract_tb(e.__traceback__)])
f = sys._getframe()
print(f.f_code.co_name, f.f_lineno, f.f_back, f.f_globals is globals())
