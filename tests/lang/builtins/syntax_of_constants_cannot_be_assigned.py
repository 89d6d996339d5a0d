for source in (
    "None = 1", "True = 1", "x.None = 1", "def f(None): pass", "f(True=1)", "__debug__ = 1",
    "del None", "for None in []: pass", "import x as None", "lambda False: 1",
    "with x as True: pass", "class None: pass", "global None", "None += 1", "(None := 1)",
    "[x for None in y]", "... = 1", "5 = x", "'a' = 1", "f() = 1", "a + b = 1", "x + 1 += 2",
    "(a, 5) = 1", "[a, f()] = 1", "lambda: x = 1", "a if b else c = 1", "{} = 1", "not x = 1",
    "a < b = 1", "f'{x}' = 1", "(x for x in y) = 1", "*a = 1", "del f()", "del 5", "(yield) = 1",
    "-x = 1", "x() += 1",
):
    try:
        compile(source, "s.py", "exec")
        print(source, "ok")
    except SyntaxError as e:
        print(source, "->", e.msg, (e.lineno, e.offset, e.end_offset))
