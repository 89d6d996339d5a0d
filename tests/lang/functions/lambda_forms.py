print((lambda: 1)(), (lambda x: x * 2)(4), (lambda x, y=2, *a, z, **k: (x, y, a, z, k))(1, z=3))
print((lambda *a: a)(1, 2), (lambda **k: k)(q=1), (lambda x, /, y: x - y)(5, y=2))
print((lambda *, k: k)(k=1))
f = lambda: (yield 5)
print(list(f()), (lambda: 0 if True else 1)())
compose = lambda *fs: (lambda x: x) if not fs else lambda x: fs[0](compose(*fs[1:])(x))
print(compose(str, abs, lambda v: v - 10)(3), sorted([3, -1, 2], key=lambda v: -v))
print((lambda: (lambda: "inner"))()())
adders = {n: (lambda x, n=n: x + n) for n in range(3)}
print([adders[n](10) for n in adders], (lambda x: (lambda y: x + y))(1)(2))
print([*map(lambda a, b: a * b, [1, 2], [3, 4])])
try:
    (lambda x: x)()
except TypeError as e:
    print(e)
try:
    (lambda x, *, k: x)(1, 2)
except TypeError as e:
    print(e)
