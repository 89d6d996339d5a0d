def f(n):
    got = yield
    for i in range(n):
        got = yield i
    return got
