d = {}
for i in range(5000):
    d[i * 37 % 8191] = i
for i in range(0, 5000, 2):
    del d[i * 37 % 8191]
print(len(d), sum(d), sum(d.values()), list(d.items())[:3])
s = {f"key{i}": i for i in range(2000)}
print(len(s), s["key1999"], "key2000" in s, sum(s.values()), max(s, key=s.get))
for k in list(s):
    if s[k] % 3:
        s.pop(k)
print(len(s), list(s)[:3], list(s)[-1])
m = {}
for key in (1, 1.5, "1", (1,), None, True, b"1", frozenset([1]), 10**30, -1, -2):
    m[key] = repr(key)
print(m, m[1.0], m[10**30], m[frozenset({1})])
