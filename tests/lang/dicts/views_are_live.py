d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
d["c"] = 3
print(k, v, i, len(k), len(i))
print("a" in k, 3 in v, ("c", 3) in i, ("c", 4) in i, sorted(k & {"a", "z"}), sorted(k | {"z"}))
print(sorted(k - {"a"}), sorted(k ^ {"a", "z"}))
print(k == {"a", "b", "c"}, i == {("a", 1), ("b", 2), ("c", 3)}, k <= {"a", "b", "c", "d"})
print(k.isdisjoint("xyz"), v == v, d.values() == d.values(), k == d.keys())
print(type(k).__name__, type(iter(k)).__name__, list(reversed(v)), k.mapping, sorted(i & {("a", 1)}))
try:
    k.mapping["z"] = 1
except TypeError as e:
    print(e)
for f in (lambda: k[0], lambda: hash(k), lambda: v + v, lambda: k.add(1)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
