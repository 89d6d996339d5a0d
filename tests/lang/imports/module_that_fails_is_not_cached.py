import sys

for _ in range(2):
    try:
        import mods.failing
    except ZeroDivisionError as e:
        print("failed:", e)
    print("mods.failing" in sys.modules)
try:
    from mods import failing
except ZeroDivisionError:
    print("again")
try:
    import mods.syntax_error
except SyntaxError as e:
    print(e.msg, e.lineno, e.filename.endswith("syntax_error.py"))
