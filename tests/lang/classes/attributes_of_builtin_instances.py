for source in (
    "(1).x = 5", "'a'.x = 5", "[].x = 5", "object().x = 1", "None.x = 1", "(1).real = 5",
    "print.x = 1", "int.real = 5", "{}.keys = 1", "(lambda: 0).x = 1", "range(3).start = 1",
    "[].append.__self__ = 1", "(1).nope", "None.nope", "'a'.appendd", "[].push", "{}.has_key",
    "().append", "(1.5).foo", "print.foo", "int.foo", "True.foo", "object().foo",
    "(i for i in []).foo", "len.__name__ = 'x'", "del (1).real", "del [].append",
    "[].__class__ = int", "int.__name__ = 'x'", "del int.__add__",
):
    try:
        exec(source)
        print(source, "ok")
    except Exception as e:
        print(source, "->", type(e).__name__, e)
