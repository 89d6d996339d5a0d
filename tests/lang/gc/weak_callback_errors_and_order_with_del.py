import weakref


class C:
    def __del__(self):
        print("del, weakref is", r())


c = C()
r = weakref.ref(c, lambda ref: print("callback"))
del c
print("--")


def fails(ref):
    raise ValueError("in callback")


c = C()
r2 = r = weakref.ref(c, fails)
del c
print("goes on")
