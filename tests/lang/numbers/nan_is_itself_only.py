# What is computed from a NaN is another object in CPython; here only those that are made from text.
a, b = float("nan"), float("nan")
print(a is a, a is b, a == a, [a] == [a], [a] == [b], a in [a], a in [b], (a,) == (b,))
print(len({a, a}), len({a, b}), {a: 1}.get(a), {a: 1}.get(b), hash(a) == hash(a))
print([a, b].index(b), [a, b].count(a), a != b, float("-nan"), float(b"nan"), repr(a))
