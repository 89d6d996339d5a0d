for source in (
    "nope", "nope()", "nope.x", "nope[0]", "print(nope)", "x = nope", "nope += 1", "del nope",
    "lambda: nope", "f'{nope}'", "[nope]", "def f(a=nope): pass", "class C(nope): pass",
    "@nope\ndef f(): pass", "for i in nope: pass", "while nope: pass", "nope if nope else 1",
    "import_ = nope", "assert nope", "raise nope", "with nope: pass",
):
    try:
        exec(source, {})
        print(repr(source), "ok")
    except NameError as e:
        print(repr(source), type(e).__name__, e, e.name)
