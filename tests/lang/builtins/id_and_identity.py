a, b = [], []
print(id(a) == id(a), id(a) == id(b), a is a, a is b, type(id(a)).__name__)
c = a
c.append(1)
print(a is c, id(a) == id(c), a)
x = 10**20
y = x
print(x is y, None is None, id(None) == id(None), True is True, a is not None)
ids = {id(o) for o in [object() for _ in range(50)]}
print(len(ids))
t = (a,)
print(t[0] is a, [*t][0] is a, dict(k=a)["k"] is a, (lambda v: v)(a) is a)
print(hash(None) == hash(None), hash("a") == hash("a"), hash((1, "a")) == hash((1, "a")))
print(hash(frozenset()) == hash(frozenset()))
for bad in ([], {}, set(), ([],), slice(1, [])):
    try:
        hash(bad)
    except TypeError as e:
        print(e)
