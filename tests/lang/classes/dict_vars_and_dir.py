class C:
    """Doc."""

    a = 1

    def m(self):
        pass


c = C()
c.x = 1
c.y = 2
print(vars(c), c.__dict__ is vars(c), [k for k in dir(c) if not k.startswith("__")])
print("a" in C.__dict__, C.__dict__["a"], C.__doc__, c.__doc__, c.__class__, C.__class__)
print([k for k in vars(C) if not k.startswith("__")], type(C.__dict__).__name__, type(vars(c)).__name__)
d = c.__dict__
d["z"] = 3
c.w = 4
print(c.z, d, list(d))
del c.x
print(d, len(d))
try:
    C.__dict__["b"] = 1
except TypeError as e:
    print(e)
try:
    c.__dict__ = 5
except TypeError as e:
    print(e)


class Dir:
    def __dir__(self):
        return ["z", "a"]


print(dir(Dir()), "append" in dir([]), dir()[:1] != [], len(dir(object)) > 20)
for f in (lambda: vars(5), lambda: vars([]), lambda: dir(1, 2)):
    try:
        f()
    except TypeError as e:
        print(e)
