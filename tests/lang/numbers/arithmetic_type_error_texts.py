import operator

for name in (
    "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and_", "or_",
    "xor", "matmul",
):
    try:
        getattr(operator, name)(1, "a")
    except TypeError as e:
        print(e)
    try:
        getattr(operator, "i" + name.rstrip("_"))([], {})
    except TypeError as e:
        print(e)
for f in (
    lambda: -"a", lambda: +[], lambda: ~{}, lambda: abs("x"), lambda: "a" * 1.5, lambda: [] + (),
    lambda: "a" + 1, lambda: 1 + "a", lambda: "a" - "b", lambda: [1] * [2], lambda: None + 1,
    lambda: b"a" + "a", lambda: "a" + b"a", lambda: divmod("a", 1), lambda: print >> 1,
):
    try:
        f()
    except TypeError as e:
        print(e)
