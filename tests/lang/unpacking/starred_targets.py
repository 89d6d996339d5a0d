a, *b = [1, 2, 3]
*c, d = "xyz"
e, *f, g = 1, 2
h, (i, *j), *k = 1, (2, 3, 4), 5, 6
*l, = range(3)
print(a, b, c, d, e, f, g, h, i, j, k, l)
first, *_, last = range(10)
print(first, last, [*range(3), *"ab"], (*[1], 2), {*[1, 1]}, {**{"a": 1}, **{"b": 2}}, *[1, 2], *"xy")


def f(*args, **kwargs):
    return args, kwargs


print(f(*[1, 2], 3, *"ab", k=1, **{"z": 2}, **{"y": 3}))
for x, *rest in ["abc", (1,), [1, 2]]:
    print(x, rest)
t = 1, *[2, 3]
print(t)
