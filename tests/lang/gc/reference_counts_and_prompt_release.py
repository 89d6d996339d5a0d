import sys
import weakref


class C:
    pass


def alive(r):
    return r() is not None


c = C()
r = weakref.ref(c)
l = [c]
del c
print(alive(r))
l[0] = None
print(alive(r))
c = C()
r = weakref.ref(c)
d = {"k": c}
c = 5
d.pop("k")
print(alive(r))


def f(x):
    r = weakref.ref(x)
    del x
    return alive(r)


print(f(C()))


def g():
    c = C()
    r = weakref.ref(c)
    try:
        raise ValueError(c)
    except ValueError as e:
        pass
    del c
    return alive(r)


print(g())
gen = (x for x in [C()])
o = next(gen)
r = weakref.ref(o)
del o
print(alive(r))
del gen
print(alive(r), sys.getrefcount([]) >= 1)
a, a = C(), C()
r = weakref.ref(a)
[a for a in range(2)]
print(alive(r))
for a in range(1):
    pass
print(alive(r))
