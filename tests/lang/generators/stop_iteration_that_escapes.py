# What becomes of a StopIteration that a generator does not handle.
def g():
    yield 1
    raise StopIteration(3)
def tell(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
x = g()
tell(lambda: x.throw(StopIteration(1)))
x = g(); next(x)
tell(lambda: x.throw(StopIteration(1)))
x = g(); next(x)
tell(lambda: next(x))
tell(lambda: next(x))
def h():
    yield from g()
x = h(); next(x)
tell(lambda: next(x))
def k():
    try: yield 1
    finally: raise StopIteration
x = k(); next(x)
tell(lambda: x.close())
x = k(); next(x)
tell(lambda: x.throw(KeyError(4)))
try:
    1/0
except ZeroDivisionError:
    x = g(); next(x)
    tell(lambda: next(x))
tell(lambda: list(next(iter([])) for i in range(3)))
x = g(); next(x)
try:
    for a in x: pass
except RuntimeError as e: print(e)
