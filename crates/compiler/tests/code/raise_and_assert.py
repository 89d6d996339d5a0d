def f(a, b):
    assert a, b
    assert a < b
    if a:
        raise A(a) from b
    raise
