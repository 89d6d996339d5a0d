def f(a, b):
    c = a + b * 2 - -a
    c += 1
    return c ** 2 % 7 // a
