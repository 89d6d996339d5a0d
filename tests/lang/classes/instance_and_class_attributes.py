class C:
    shared = []
    n = 0

    def bump(self):
        self.n += 1
        return self.n


a, b = C(), C()
a.shared.append(1)
print(b.shared, a.bump(), a.bump(), b.bump(), C.n, vars(a), vars(b))
C.n = 100
C.new = "late"
print(a.n, b.n, C().n, a.new)
del a.n
print(a.n)
C.greet = lambda self, w: f"{w} from {type(self).__name__}"
print(a.greet("hi"))
a.greet = lambda w: "own " + w
print(a.greet("hi"))
for f in (
    lambda: a.nope, lambda: C.nope, lambda: delattr(a, "n2"), lambda: delattr(C, "zz"),
    lambda: C().bumb, lambda: delattr(a, "bump"),
):
    try:
        f()
    except AttributeError as e:
        print(e, "|", e.name, e.obj is not None)
a.__dict__["x"] = 5
print(a.x, sorted(a.__dict__))
a.__dict__ = {"y": 1}
print(a.y, hasattr(a, "x"))
