import atexit
import weakref


class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


class E(D):
    def __del__(self):
        super().__del__()
        global again
        again = self
        raise ValueError("in del")


objs = {i: D(i) for i in range(3)}
w = weakref.finalize(objs[0], print, "finalized 0")
r = weakref.ref(objs[1], lambda r: print("callback"))
atexit.register(print, "atexit")
e = E("e")
