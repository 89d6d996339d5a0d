a, b = 1, 2
a, b = b, a
[c, (d, e)] = "x", (1, 2)
(f,) = [5]
g, h, i = "xyz"
j, k = {"p": 1, "q": 2}
l, m = (n for n in (7, 8))
print(a, b, c, d, e, f, g, h, i, j, k, l, m)
x = y = z = []
x.append(1)
print(y, z is x)
[] = ()
() = []
i, lst = 0, [0, 0, 0]
i, lst[i] = 2, 9
print(i, lst)
lst[0], lst[1:] = "a", "bc"
print(lst)
for q, (r, *s) in [(1, "abc"), (2, [9])]:
    print(q, r, s)
