def f(a):
    for x in a:
        if x == 1:
            break
        if x > 2:
            continue
        g(x)
    else:
        h()
    for i in [1, 2]: pass
