class S:
    def __setattr__(self, name, value):
        print("set", name, value)
        if name == "ro":
            raise AttributeError("ro is read-only")
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)


s = S()
s.a = 1
s.a += 1
setattr(s, "b", 3)
s.__dict__["c"] = 4
del s.a
delattr(s, "c")
print(vars(s))
for f in (lambda: setattr(s, "ro", 1), lambda: delattr(s, "zzz")):
    try:
        f()
    except AttributeError as e:
        print(e)
S.cls = "classes are not affected"
object.__setattr__(s, "quiet", 1)
print(s.quiet, s.cls)


class Frozen:
    __setattr__ = None


try:
    Frozen().x = 1
except TypeError as e:
    print(e)
