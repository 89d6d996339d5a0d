def f(a, b, c):
    a, b = b, a + b
    a, b, c = c, a, b
    [a, b] = 1, 2
    return a
