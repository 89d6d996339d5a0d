class Box:
    pass


b, lst, d = Box(), [0, 0], {}
for b.attr in range(3):
    pass
for lst[0] in "ab":
    pass
for d["k"], (x, *y) in [(1, "abc"), (2, "de")]:
    print(d, x, y)
for i, lst[i] in enumerate("pq"):
    pass
print(b.attr, lst, d)
for (z) in (1, 2):
    pass
for a, in [(1,), (2,)]:
    print(a)
for q in 1, 2, *[3, 4]:
    print(q, end=" ")
print(z)
try:
    for b.missing.deep in range(2):
        pass
except AttributeError as e:
    print(e)
