a = [1]
a.append(a)
print(a, repr(a), str([a, a]))
d = {"k": a}
a.append(d)
d["self"] = d
print(a)
t = ([],)
t[0].append(t)
print(t)
print(a[1] is a, a[1][1][0])
try:
    print(a == [1, a, d], a[2] == a[2])
except RecursionError:
    print("RecursionError")
b = []
b.append(b)
c = []
c.append(c)
try:
    b == c
except RecursionError:
    print("RecursionError")
