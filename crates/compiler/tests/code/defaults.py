def f(a, b=1, /, c=x, *, d, e=2): pass
g = lambda a, b=1: a
