# Entries of weak dictionaries and sets vanish with the object.
import gc
import weakref

class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name})"

a, b = Thing("a"), Thing("b")
values = weakref.WeakValueDictionary(one=a, two=b)
keys = weakref.WeakKeyDictionary({a: 1, b: 2})
things = weakref.WeakSet([a, b])
print(len(values), len(keys), len(things), values["one"], keys[b], a in things)
del a
gc.collect()
print(len(values), len(keys), len(things), list(values.items()), list(keys.items()), list(things))
try:
    values["one"]
except KeyError as error:
    print(error)
print(values.get("one", "gone"), "one" in values, values.setdefault("three", b), sorted(values))
print(values.pop("two"), values.pop("two", None), keys.pop(b), len(keys))
c = Thing("c")
more = weakref.WeakSet([b, c])
print(sorted(map(repr, things | more)), things & more == weakref.WeakSet([b]), things <= more, list(more - things))
things.discard(c)
things.remove(b)
print(len(things), len(weakref.WeakSet()), weakref.WeakSet())
