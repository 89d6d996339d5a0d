def f(o, i):
    o.x += 1
    o[i] -= o.y
    o[1:i] *= 2
    global g
    g |= 4
