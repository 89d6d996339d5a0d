# What a trace and a profile function are told of generators, delegation and iterators that end.
import sys
def tracer(frame, event, arg):
    if frame.f_code.co_filename != __file__: return None
    print(event, frame.f_code.co_name, frame.f_lineno - base, type(arg).__name__ if event != "exception" else (arg[0].__name__, str(arg[1])))
    return tracer
base = 0
def gen():
    x = yield 1
    try:
        yield 2
    finally:
        y = 3
    return 5
def outer():
    v = yield from gen()
    return v
def use():
    for x in gen(): pass
    g = outer()
    next(g); next(g)
    try: next(g)
    except StopIteration as e: z = e.value
    list(outer())
    [a for a in gen()]
    g = gen(); next(g)
    try: g.throw(ValueError("x"))
    except ValueError: pass
    g = gen(); next(g); next(g); g.close()
    h = gen()
    a, b = h
    try:
        next(gen2())
    except ZeroDivisionError: pass
    with C() as c:
        1 / 1
    try:
        with C():
            1 / 0
    except ZeroDivisionError: pass
    for i in It(): pass
    sum(x for x in range(3))
    max(gen())
def gen2():
    yield 1 / 0
class C:
    def __enter__(self): return self
    def __exit__(self, *a): return False
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration
        return self.n
sys.settrace(tracer)
use()
sys.settrace(None)
print("--- profile")
def prof(frame, event, arg):
    if frame.f_code.co_filename != __file__: return None
    print(event, frame.f_code.co_name, getattr(arg, "__name__", type(arg).__name__))
sys.setprofile(prof)
use()
sys.setprofile(None)
