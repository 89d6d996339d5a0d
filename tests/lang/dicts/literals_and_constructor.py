print({}, {"a": 1, 2: "b", None: 3}, dict(), dict(a=1, b=2), dict([("x", 1), ("y", 2)]))
print(dict({"k": 1}, z=2), dict(zip("ab", (1, 2))), {**{"a": 1}, "b": 2, **{"a": 3}})
print(dict(["ab", "cd"]))
print({1: "a", True: "b", 1.0: "c"}, {"a": 1, "a": 2}, dict.fromkeys("ab"))
print(dict.fromkeys([1, 2], []), len({}), bool({}), {(1, 2): 3})
for f in (
    lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(["abc"]),
    lambda: dict(1, 2), lambda: {**5}, lambda: {[]: 1}, lambda: dict([([], 1)]),
    lambda: dict.fromkeys(5), lambda: {}.fromkeys(), lambda: dict(None), lambda: {**[1]},
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
