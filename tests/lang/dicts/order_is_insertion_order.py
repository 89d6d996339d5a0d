d = {}
for k in "cab":
    d[k] = ord(k)
print(d)
d["c"] = 0
print(d)
del d["a"]
d["a"] = 1
print(d, list(d), list(reversed(d)), d.popitem(), d)
d.update(z=1, c=5)
print(d, list(d.items()), next(iter(d)), list(reversed(d.items())))
big = {i * 7919 % 1000: i for i in range(300)}
for i in range(0, 1000, 3):
    big.pop(i, None)
print(list(big)[:10], len(big), list(big.values())[-5:])
print({"a": 1, "b": 2} == {"b": 2, "a": 1})
