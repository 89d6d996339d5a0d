"""What sys.settrace tells of calls, lines, exceptions and returns."""
import sys
log=[]
def told(event, arg):
    if event == 'exception': return arg[0].__name__, str(arg[1])
    return arg if isinstance(arg, (int, str, list)) else type(arg).__name__
def tr(frame, event, arg):
    if frame.f_code.co_filename != __file__: return None
    log.append((frame.f_code.co_name, event, frame.f_lineno, told(event, arg)))
    return tr
def f(x):
    y = 0
    for i in range(2):
        y += i
    while y < 3: y += 1
    try:
        g(y)
    except ValueError as e:
        y = 7
    finally:
        y += 1
    return (
        y +
        x)
def g(v):
    raise ValueError('bad')
def gen():
    yield 1
    x = yield 2
    return
class C:
    def __init__(self, a):
        self.a = a
    @property
    def p(self):
        return self.a
def h():
    for q in gen(): pass
    c = C(1)
    c.p
    return [z for z in (1, 2)]
def w():
    with C2() as v:
        v = 1
class C2:
    def __enter__(self): return self
    def __exit__(self, *a): pass
def k(): return sorted([3, 1], key=lambda v: -v)
sys.settrace(tr)
f(1)
h()
w()
k()
try: g(2)
except ValueError: pass
sys.settrace(None)
f(2)
for l in log: print(l)
