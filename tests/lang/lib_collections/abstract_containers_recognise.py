# What counts as which container, and what one gets for the abstract methods.
from collections.abc import (
    Callable, Collection, Container, Generator, Hashable, ItemsView, Iterable, Iterator, KeysView,
    Mapping, MutableMapping, MutableSequence, MutableSet, Reversible, Sequence, Set, Sized, ValuesView)

kinds = (Callable, Collection, Container, Generator, Hashable, Iterable, Iterator, Mapping, MutableMapping,
         MutableSequence, MutableSet, Reversible, Sequence, Set, Sized)
samples = {"list": [], "tuple": (), "str": "", "dict": {}, "set": set(), "frozenset": frozenset(),
           "range": range(1), "int": 1, "len": len, "iter": iter([]), "gen": (i for i in ()),
           "keys": {}.keys(), "bytes": b""}
for name, value in samples.items():
    print(name, *[kind.__name__ for kind in kinds if isinstance(value, kind)])
print(isinstance({}.keys(), KeysView), isinstance({}.items(), ItemsView), isinstance({}.values(), ValuesView))
print(Iterable, Mapping.__module__)

class Squares(Sequence):
    def __len__(self):
        return 5

    def __getitem__(self, i):
        if not 0 <= i < 5:
            raise IndexError(i)
        return i * i

s = Squares()
print(list(s), list(reversed(s)), 9 in s, s.index(16), s.count(4), 7 in s)

class Low(MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k.lower()]

    def __setitem__(self, k, v):
        self.d[k.lower()] = v

    def __delitem__(self, k):
        del self.d[k.lower()]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)

m = Low()
m.update({"A": 1}, B=2)
print(dict(m), m.pop("a"), m.setdefault("C", 3), m.get("zz"), "B" in m, list(m.items()), m == {"b": 2, "c": 3})
print(m.keys() & {"b"}, m.popitem(), sorted(m.values()))
m.clear()
print(len(m))

class Bag(MutableSet):
    def __init__(self, items=()):
        self.items = list(dict.fromkeys(items))

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, x):
        if x not in self.items:
            self.items.append(x)

    def discard(self, x):
        if x in self.items:
            self.items.remove(x)

a, b = Bag([1, 2, 3]), Bag([2, 3, 4])
print(list(a & b), list(a | b), list(a - b), sorted(a ^ b), a <= b, Bag([2]) < b, a == {1, 2, 3}, a.isdisjoint([9]))
a |= [7]
a -= [1]
print(list(a), a.pop())
try:
    Sequence()
except TypeError as error:
    print(error)
