def f(a, *args, k=0, **kw):
    return a, args, k, kw


print(f(1), f(1, 2, 3), f(1, k=2), f(1, z=3, y=4), f(*"abc", **{"k": 9, "m": 1}), f(a=1), f(1, args=2, kw=3))
print(f(*[1], *(2, 3), k=1, **{}, **{"q": 1}), f(*range(3)), f(*{"x": 1}, **dict(w=1)))


def g(*args, **kwargs):
    args += (99,)
    kwargs["new"] = 1
    return args, kwargs


t, d = (1, 2), {"a": 1}
print(g(*t, **d), t, d, g())
for call in (
    lambda: f(), lambda: f(1, **{"a": 2}), lambda: g(**{"x": 1}, **{"x": 2}),
    lambda: g(x=1, **{"x": 2}), lambda: g(*5), lambda: g(**5), lambda: g(**{1: 2}), lambda: f(**[1]),
    lambda: g(*None), lambda: print(*1),
):
    try:
        print(call())
    except TypeError as e:
        print(e)
