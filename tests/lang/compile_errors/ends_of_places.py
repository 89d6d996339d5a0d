for text in (
    "'unterminated",
    "1__0",
    "1.e",
    "0b2",
    "1_",
    "f'{'",
    "]",
    "(]",
    "'''abc",
    "a\\b",
    "(1, 2",
    "0777",
    "x ==== 1",
    "a b c",
    "f(a for a in b, c)",
    "f(a=1, 2)",
    "None = 1",
):
    try:
        compile(text, "s", "exec")
    except SyntaxError as e:
        print(repr(text), e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
