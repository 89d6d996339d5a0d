def f(o, k):
    o.a.b = o[k].c
    o[k] = o[0]
    del o.a, o[k], k
    return o["x"][1:2]
