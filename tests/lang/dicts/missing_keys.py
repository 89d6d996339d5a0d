d = {"a": 1, (1, 2): 3}
print(d.get("x"), d.get("x", 0), d.setdefault("a", 9), d.setdefault("b"), d.pop("zz", "default"), d)
for f in (
    lambda: d["x"], lambda: d[5], lambda: d[(3, 4)], lambda: d[None], lambda: d.pop("nope"),
    lambda: {}.popitem(), lambda: d["it's"], lambda: d[[]], lambda: d.get([]), lambda: d.get(),
    lambda: d[b"k"], lambda: d.nope, lambda: [] in d,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, repr(e))
try:
    del d["gone"]
except KeyError as e:
    print(e, e.args)
