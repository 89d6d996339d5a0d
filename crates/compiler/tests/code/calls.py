def f(g, x, *a, **k):
    g(x, 1)
    g(x, key=x, other=2)
    x.method(1)
    x.method(y=2)
    g(*a)
    g(1, *a, x=1, **k)
    g(**k)
    return x.a.b(x)(x)
