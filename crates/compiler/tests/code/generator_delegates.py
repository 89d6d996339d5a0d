def f(g):
    x = yield from g
    return (yield from x)
