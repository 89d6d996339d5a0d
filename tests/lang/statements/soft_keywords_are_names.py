for source in (
    "async = 1", "await = 1", "match = 1\nprint(match)", "case = 2\nprint(case)",
    "type = 3\nprint(type)", "_ = 4\nprint(_)", "print = 5",
    "soft = match = case = 1\nprint(soft + match)", "nonlocal = 1", "exec = 1\nprint(exec)",
    "match(1, 2)",
):
    try:
        exec(compile(source, "s.py", "exec"), {"match": max} if "match(" in source else {})
        print(repr(source), "ok")
    except (SyntaxError, TypeError) as e:
        print(repr(source), type(e).__name__, e.msg if isinstance(e, SyntaxError) else e)
