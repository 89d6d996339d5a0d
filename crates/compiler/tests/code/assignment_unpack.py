def f(a):
    x, (y, *z), w = a
    p = q = r = x
    (a.b, a[0]), c = y
    return z
