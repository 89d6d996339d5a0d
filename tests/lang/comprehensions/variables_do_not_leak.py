x = "outer"
print([x for x in range(3)], x)


def f():
    y = "local"
    r = [y for y in range(2)], y
    z = {k: y for k in "a"}
    return r, z, sorted(locals())


print(f())
try:
    print([q for q in range(2)], q)
except NameError as e:
    print(e)


def g():
    [w for w in range(3)]
    try:
        return w
    except NameError as e:
        return str(e)


print(g())
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [[lambda: (i, j) for j in "ab"] for i in range(2)][0][1]())


def h():
    i = 100
    fs = [lambda: i for i in range(2)]
    return fs[0](), i


print(h())


class C:
    a = 5
    b = [b for b in (a, a)]
    c = [z for z in range(a)]
    d = [[a for a in range(2)] for _ in range(1)]


print(C.b, C.c, C.d, C.a)
