import gc
import weakref


class K:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"K{self.n}"


a, b = K(1), K(2)
wk = weakref.WeakKeyDictionary({a: "one", b: "two"})
wv = weakref.WeakValueDictionary(x=a, y=b)
ws = weakref.WeakSet([a, b])
print(len(wk), wk[a], len(wv), wv["y"], len(ws), a in ws)
del a
print(len(wk), list(wk.values()), len(wv), "x" in wv, len(ws))
f = weakref.finalize(b, print, "finalized", "b", sep=":")
print(f.alive)
del b
print(f.alive, f(), len(wk), len(wv), len(ws))
c = K(3)
p = weakref.proxy(c)
print(p.n, p, type(p).__name__)
p.n = 30
print(c.n)
del c
try:
    p.n
except ReferenceError as e:
    print(e)


class M:
    def method(self):
        return "bound"


m = M()
wm = weakref.WeakMethod(m.method)
print(wm()())
del m
print(wm())
last = K(9)
weakref.finalize(last, print, "at exit")
