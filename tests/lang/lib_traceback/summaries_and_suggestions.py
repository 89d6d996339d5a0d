# A traceback as data, and "Did you mean".
import sys
import traceback

def f():
    local = 1
    return local / 0

def caught(call):
    try:
        call()
    except Exception as error:
        return error

error = caught(f)
entries = traceback.extract_tb(error.__traceback__)
entry = entries[-1]
print(len(entries), entry.name, entry.line, entry.lineno - f.__code__.co_firstlineno, entry.colno, entry.end_colno)
print(list(entry)[2:], len(entry), entry == entries[-1], repr(traceback.FrameSummary("a.py", 1, "n", line="  x")))
summary = traceback.TracebackException.from_exception(error, capture_locals=False)
print(summary, summary.exc_type_str, "".join(summary.format()) == "".join(traceback.format_exception(error)))
print(traceback.format_list([("a.py", 3, "fn", "x = 1"), ("b.py", None, "z", None)]))
print(traceback.format_exc(), traceback.format_exception(None))

def stack():
    return [entry.name for entry in traceback.extract_stack()][-2:]

def outer():
    return stack()

print(outer())
for bad in (lambda: traceback.format_exception(5), lambda: traceback.format_exception(ValueError, ValueError(1))):
    print(repr(caught(bad)))

class A:
    def __init__(self):
        self.value = self.colour = 1

    def method(self):
        return value

def wrong_name():
    lenght = 1
    return length

for call in (lambda: A().valeu, lambda: A().color, lambda: A().zzz, A().method, wrong_name, lambda: pritn, lambda: sys.pathh,
             lambda: math.pi):
    print(traceback.format_exception_only(caught(call))[0].rstrip(), "|",
          "".join(traceback.format_exception(caught(call))).splitlines()[-1])
