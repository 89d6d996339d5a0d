def g():
    yield 1
    return "result"


def h():
    return 5
    yield


it = g()
next(it)
try:
    next(it)
except StopIteration as e:
    print(repr(e), e.value, e.args)
try:
    next(h())
except StopIteration as e:
    print(e.value)


def outer():
    r = yield from g()
    print("inner returned", r)
    s = yield from h()
    print("h returned", s)
    t = yield from [10, 20]
    print("list gives", t)
    return r + str(s)


def top():
    print("final", (yield from outer()))


print(list(top()))
print([*g()], list(h()))


def returns_tuple():
    yield
    return 1, 2


r = returns_tuple()
next(r)
try:
    next(r)
except StopIteration as e:
    print(e.value, e.args, str(e))
