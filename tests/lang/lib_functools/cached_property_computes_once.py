# cached_property keeps the value in the instance until it is deleted.
import functools

class Data:
    @functools.cached_property
    def total(self):
        "the total"
        print("computing")
        return 42

d = Data()
print(d.total, d.total, d.__dict__)
del d.total
print(d.total)
d.total = 7
print(d.total, Data.total.__doc__, type(Data.total).__name__)

class Slotted:
    __slots__ = ()
    value = functools.cached_property(lambda self: 1)

try:
    Slotted().value
except TypeError as error:
    print(error)
