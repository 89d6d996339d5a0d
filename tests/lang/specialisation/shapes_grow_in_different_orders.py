class P:
    pass


def make(order):
    p = P()
    for name in order:
        setattr(p, name, name.upper())
    return p


def read(p):
    return p.a + p.b + p.c


ps = [make(o) for o in ("abc", "cba", "bac", "abcd", "dcba", "acb")]
print([read(p) for p in ps * 5][-6:], [list(vars(p)) for p in ps])
for p in ps:
    del p.b
    try:
        read(p)
    except AttributeError as e:
        print(e, end="; ")
    p.b = "again"
print([read(p) for p in ps], [list(vars(p)) for p in ps])
for p in ps[:2]:
    p.__dict__["c"] = "via dict"
    p.__dict__.pop("a")
    p.a = "new a"
print([read(p) for p in ps[:2]])
ps[0].__dict__.clear()
try:
    read(ps[0])
except AttributeError as e:
    print(e)
ps[0].__dict__ = {"a": "1", "b": "2", "c": "3"}
print(read(ps[0]))


def write(p, v):
    p.a = v
    p.z = v


for i in range(50):
    for p in ps:
        write(p, str(i))
print([(p.a, p.z) for p in ps])
