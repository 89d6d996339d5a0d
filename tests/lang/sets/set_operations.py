a, b = {1, 2, 3}, {3, 4}
for name in ("union", "intersection", "difference", "symmetric_difference"):
    print(name, sorted(getattr(a, name)(b)), sorted(getattr(a, name)([4, 5])))
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), a.isdisjoint({9}), {1} < a)
print({1} <= {1}, a >= {1, 2}, a > a, a.issubset(range(9)), a.issuperset([1]))
print(sorted(a.union([7], (8,))), sorted(a.intersection([1, 2], [2])))
print(sorted(a.difference([1], [2])), a == {3, 2, 1}, a == frozenset(a), {1} == {1.0}, {1} == [1])
for f in (
    lambda: a | [1], lambda: a - "x", lambda: a < [1], lambda: a.union(5), lambda: {[]},
    lambda: {{}}, lambda: set(5), lambda: hash(a), lambda: a[0], lambda: a + b, lambda: {{1}: 2},
):
    try:
        print(f())
    except TypeError as e:
        print(e)
