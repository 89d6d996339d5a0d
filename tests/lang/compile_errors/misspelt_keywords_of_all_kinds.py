import traceback

for text in (
    "whille True:\n    pass\n",
    "for x inn y:\n    pass\n",
    "clas A:\n    pass\n",
    "tri:\n    pass\nexcept:\n    pass\n",
    "x = 1 iff y else 2\n",
    "from a imprt b\n",
    "if x:\n    pass\nelsif y:\n    pass\n",
    "def f():\n    retrun 1\n",
    "x = lamda y: y\n",
    "a b\n",
):
    try:
        compile(text, "typo.py", "exec")
    except SyntaxError as e:
        print(e.msg, e.lineno)
        print("".join(traceback.format_exception_only(e)), end="")
        e.msg = "something else"
        print(traceback.format_exception_only(e)[-1], end="")
