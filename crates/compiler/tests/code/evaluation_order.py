def f(x, g):
    a = x + (x := 5)
    b = g(x, (x := 6), x)
    return (x, (x := 1))
