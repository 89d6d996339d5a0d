c = compile("a = 5\nprint(a)", "<here>", "exec")
print(type(c).__name__, c.co_filename, c.co_name, exec(c))
print(eval(compile("3 * 4", "f", "eval")), exec(compile("1 + 1", "f", "exec")))
exec(compile("1 + 1; 'shown'; None", "f", "single"))
for args in (
    ("x", "f", "bad"), ("", "f", "eval"), ("a b", "file.py", "exec"), ("1\n2", "f", "single"),
    (5, "f", "exec"), ("x",), ("if x:", "f", "exec"), ("x\0", "f", "exec"),
):
    try:
        compile(*args)
        print(args, "ok")
    except Exception as e:
        print(args, type(e).__name__, e)
try:
    exec(compile("def f():\n    return 1 / 0\nf()", "<made up>", "exec"))
except ZeroDivisionError as e:
    import traceback

    print([(f.filename.endswith("made up>"), f.lineno, f.name) for f in traceback.extract_tb(e.__traceback__)])
