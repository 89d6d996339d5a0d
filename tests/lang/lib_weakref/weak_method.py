# WeakMethod lives as long as the object, not as the bound method.
import gc
import weakref

class Thing:
    def hello(self):
        return "hello"

t = Thing()
plain = weakref.ref(t.hello)
gc.collect()
method = weakref.WeakMethod(t.hello, lambda ref: print("gone"))
print(plain(), method()(), method == weakref.WeakMethod(t.hello))
del t
gc.collect()
print(method())
try:
    weakref.WeakMethod(len)
except TypeError as error:
    print(error)
