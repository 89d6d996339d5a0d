def f(a, b):
    return f"{a} and {b!r:>{a}} {a=}" f"{{}}" f"{a:.2f}"
