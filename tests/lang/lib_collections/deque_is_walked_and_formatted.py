# The repr of a deque walks it, and `%` takes it for one value, not for a mapping.
from collections import deque


class Walked(deque):
    def __iter__(self):
        return iter("abc")


class Keyed(deque):
    def __getitem__(self, key):
        return key


print(Walked([1]), repr(Walked([1, 2], 3)), deque([1, 2], 3))
for values in (deque([1]), Walked(), Keyed()):
    for text in ("x", "%s"):
        try:
            print(text % values)
        except TypeError as error:
            print(error)
