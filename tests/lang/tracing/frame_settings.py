"""f_trace, f_trace_lines and f_trace_opcodes of a frame; a local trace function may be changed by its answer."""
import sys

log = []

def first(frame, event, arg):
    log.append(("first", event))
    return second

def second(frame, event, arg):
    log.append(("second", event, frame.f_trace is second))
    return None

def body():
    a = 1
    b = 2
    return a + b

sys.settrace(first)
body()
sys.settrace(None)
print(log)

log.clear()

def silent(frame, event, arg):
    log.append(event)
    frame.f_trace_lines = False
    return silent

sys.settrace(silent)
body()
sys.settrace(None)
print(log)

log.clear()

def only_calls(frame, event, arg):
    log.append(event)

sys.settrace(only_calls)
body()
sys.settrace(None)
print(log)

frame = sys._getframe()
print(frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)
for name in ("f_trace_lines", "f_trace_opcodes"):
    for value in (1, None):
        try:
            setattr(frame, name, value)
        except Exception as error:
            print(name, repr(error))

def generator():
    x = yield 1
    yield x

def tell(frame, event, arg):
    log.append((event, frame.f_lineno - frame.f_code.co_firstlineno, arg))
    return tell

log.clear()
made = generator()
sys.settrace(tell)
next(made)
made.send(5)
made.close()
sys.settrace(None)
print(log)
