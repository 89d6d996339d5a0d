# reprlib.repr() cuts what is long; recursive_repr() ends what contains itself.
import reprlib

for value in (list(range(20)), tuple(range(3)), (1,), set(range(9)), frozenset(), {i: i for i in range(9)},
              "x" * 100, "it's " * 20, 10 ** 60, [[[[[[[[1]]]]]]]], {"k": [1] * 10}):
    print(reprlib.repr(value))
r = reprlib.Repr(maxlist=2, maxstring=9, indent=2)
print(r.repr([1, 2, 3]), r.repr("abcdefghijkl"), r.repr({"a": [1, 2]}))

class Chain:
    def __init__(self):
        self.next = None

    @reprlib.recursive_repr("<loop>")
    def __repr__(self):
        return f"Chain({self.next!r})"

c = Chain()
c.next = Chain()
c.next.next = c
print(c)
