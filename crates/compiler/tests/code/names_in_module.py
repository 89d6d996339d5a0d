def f():
    global g
    g = len(h)
    del g
x = f
del x
