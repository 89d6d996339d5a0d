class Bag:
    pass


b = Bag()
for i in range(200):
    setattr(b, f"a{i}", i)
for i in range(0, 200, 3):
    delattr(b, f"a{i}")
print(len(vars(b)), b.a1, b.a199, hasattr(b, "a3"), list(vars(b))[:4], sum(vars(b).values()))
b.a3 = "back"
print(list(vars(b))[-1], b.a3)


class Config:
    def __init__(self, **kw):
        self.__dict__.update(kw)


c = Config(x=1, y=2)
print(c.x + c.y, vars(c))
objs = [Config(**{k: i for k in order}) for i, order in enumerate(("ab", "ba", "abc", "a"))]
print([sorted(vars(o).items()) for o in objs], [o.a for o in objs], [list(vars(o)) for o in objs])
try:
    [o.b for o in objs]
except AttributeError as e:
    print(e)
setattr(b, "not an identifier", 1)
print(getattr(b, "not an identifier"))
