d = {"a": [1], "b": 2}
c = d.copy()
c["a"].append(2)
c["b"] = 3
print(d, c, d == c, d != c, {1: 2} == {1: 2.0}, {} == [], {"a": 1} == {"a": 1, "b": 2})
c.clear()
print(c, len(d), d.clear(), d)
nan = float("nan")
print({1: nan} == {1: nan}, {nan: 1} == {nan: 1}, {1: float("nan")} == {1: float("nan")})
d = {}
d["self"] = d
print(d, repr(d))
for f in (lambda: hash({}), lambda: {} < {}, lambda: {} + {}, lambda: {}[0:1], lambda: {}.clear(1)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
