a = [1, 2, 3, 4]
seen = []
for x in a:
    seen.append(x)
    if x == 2:
        a.remove(1)
print(seen, a)
b = [1]
for x in b:
    if len(b) < 6:
        b.append(x + 1)
print(b)
c = [1, 2, 3]
for x in c:
    c.clear()
print(c)
it = iter([1, 2])
print(next(it), next(it), next(it, "end"), next(it, "still"))
d = [1]
it = iter(d)
print(list(it))
d.append(2)
print(list(it), it.__length_hint__())
