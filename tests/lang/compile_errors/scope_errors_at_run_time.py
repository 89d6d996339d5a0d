for source in ("return", "class C: return 1", "def f():\n  yield\n  return 1", "break", "while 1: pass\nelse: break", "continue", "def f(): nonlocal x", "class C: nonlocal x", "def f(a, *, a): pass", "lambda a, a: 1", "def f(*, **k): pass", "def f(*): pass", "def f(a, /, /): pass", "def f(*a, *b): pass", "def f(**k, a): pass", "f(**k, *a)", "f(a for a in b, c)", "f(x for x in y, 1)", "class C(x for x in y): pass", "def f(): global x; nonlocal x", "[yield 1]", "class C: yield 1", "[(yield 1) for x in y]", "x: int: str", "(a, b): int", "def f():\n  x: int\n  global x", "del (a, f())", "with open() as 5: pass", "for f() in x: pass", "import a.b as c.d", "from . import *, x", "from x import (a, b,,)", "from x import a,", "raise x from", "a = yield = 1", "lambda: (yield)", "x = *a", "print(*)", "{**}", "{1: 2, 3}", "{1, 2: 3}", "f(a=1, a=2)", "f(a.b=1)", "f(1=2)", "f(True=1)", "nonlocal x", "global x\nx = 1", "x = 1\nglobal x", "print(x)\nglobal x"):
    try:
        compile(source, "s.py", "exec")
        print(repr(source), "ok")
    except SyntaxError as e:
        print(repr(source), "->", type(e).__name__, e.msg, (e.lineno, e.offset, e.end_lineno, e.end_offset))
