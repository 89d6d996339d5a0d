print([x for x in range(10) if x % 2 if x > 4], [(x, y) for x in range(3) for y in range(x)], [[y for y in range(x)] for x in range(4)], [x if x % 2 else -x for x in range(5)])
m = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in m] for i in range(3)], [v for row in m for v in row if v % 2 == 0], {x: x * x for x in range(4)}, {v: k for k, v in {"a": 1}.items()}, sorted({x % 3 for x in range(9)}), {**{k: 1 for k in "ab"}, "c": 2})
print([a + b for a, b in zip("ab", "cd")], [x for x, in [(1,), (2,)]], [first for first, *_ in ["abc", "de"]], [i for i in [] for j in undefined], [x for x in (1, 2, 3) if (y := x * 2) > 2], y)
print([(i, j) for i in range(3) if i for j in "ab" if j != "a"], [lambda: 1 for _ in range(2)][0](), [k for k in {"x": 1, "y": 2}], ["%s" % c for c in "ab"], {(a, b): a * b for a in (1, 2) for b in (3,)})
print({i: [j for j in range(i)] for i in range(3)}, [x for x in [1, [2, [3]]] if not isinstance(x, list)], *[n for n in range(3)], sum([n for n in range(4)]))
