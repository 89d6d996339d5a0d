def f():
    try:
        int("x")
    except ValueError:
        raise RuntimeError("hidden cause") from None


f()
