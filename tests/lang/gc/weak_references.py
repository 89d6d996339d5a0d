import weakref


class C:
    def __repr__(self):
        return "<C>"


c = C()
r = weakref.ref(c)
print(r() is c, weakref.ref(c) is r, weakref.getweakrefcount(c), type(r).__name__)
print(r == weakref.ref(c), hash(r) == hash(c))
del c
print(r(), r, weakref.ref)


def cb(name):
    return lambda ref: print("callback", name, ref() is None)


c = C()
refs = [weakref.ref(c, cb(i)) for i in range(3)]
del refs[1]
c = None
print("dead")
for bad in (5, "a", [], {}, (), None, object()):
    try:
        weakref.ref(bad)
    except TypeError as e:
        print(e)


class S:
    __slots__ = ()


class W:
    __slots__ = ("__weakref__",)


try:
    weakref.ref(S())
except TypeError as e:
    print(e)
print(weakref.ref(W())(), weakref.ref(C)() is C, weakref.ref(print) is not None, weakref.ref(lambda: 0)())
