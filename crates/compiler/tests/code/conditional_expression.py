def f(a, b):
    x = a if a > b else b
    return x if True else a
