def f(a, b):
    return sum(x * b for x in a if x)
