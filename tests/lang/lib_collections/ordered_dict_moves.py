# OrderedDict: order counts in comparison, entries move, both ends pop.
from collections import OrderedDict

d = OrderedDict(a=1, b=2, c=3)
d.move_to_end("a")
print(d)
d.move_to_end("c", last=False)
print(d, list(reversed(d)))
print(d.popitem(), d.popitem(last=False), d)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1))
print(OrderedDict(a=1) != OrderedDict(a=1), OrderedDict(a=1) | {"z": 2}, {"z": 2} | OrderedDict(a=1))
print(OrderedDict.fromkeys("ab", 0), OrderedDict(), OrderedDict([("k", "v")]).copy())
d["self"] = d
print(d)
class Sub(OrderedDict):
    pass
print(Sub(x=1), Sub(x=1).copy())
for bad in (lambda: OrderedDict().popitem(), lambda: d.move_to_end("zz")):
    try:
        bad()
    except KeyError as error:
        print(error)
