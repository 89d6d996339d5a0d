class G:
    x = 1

    def __init__(self):
        self.y = 2

    def __getattr__(self, name):
        print("getattr", name)
        if name.startswith("dyn"):
            return name.upper()
        raise AttributeError(f"no {name} here")


g = G()
print(g.x, g.y, g.dynamic, hasattr(g, "zzz"), getattr(g, "zzz", "default"))
try:
    g.nope
except AttributeError as e:
    print(e)
try:
    G.dynamic
except AttributeError as e:
    print(e)
try:
    len(g)
except TypeError as e:
    print(e)
del g.y
try:
    print(g.y)
except AttributeError as e:
    print(e)
print(sorted(vars(g)))
