"""What sys.setprofile tells of calls, of Python and of native functions."""
import sys
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
plog=[]
def pr(frame, event, arg):
    plog.append((frame.f_code.co_name, event, getattr(arg, '__name__', None) or (arg if isinstance(arg, (int, str, list)) else type(arg).__name__)))
sys.setprofile(pr)
f(1); h(); k(); len([]); [].append(1); int('3')
try: int('x')
except ValueError: pass
sys.setprofile(None)
for l in plog: print(l)
