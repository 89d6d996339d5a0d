def f(a, b, c):
    x = a and b or not c
    if a and (b or c) and not a:
        return x
    while a or b:
        a = b
