def f(a, b, c):
    if a < b < c:
        return a == b != c
    return 0 <= a < 10
