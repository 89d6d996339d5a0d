def f(c):
    if c:
        x = 1
    y = x + x
    del x
    return x
