# Values that do not fit a line, and those that do.
import collections
import dataclasses
import pprint
import types

data = {
    "numbers": list(range(30)),
    "text": "The quick brown fox jumps over the lazy dog, and then over another one. " * 2,
    "nested": {"tuple": (1,), "set": {3, 1, 2}, "words": ["some", "words"] * 8},
    3: b"bytes that are long enough to need several lines, all of them with a prefix",
}
pprint.pprint(data)
pprint.pprint(data, width=40, compact=True, indent=2)
pprint.pprint(data, depth=1)
pprint.pprint([1, [2, [3, [4]]]], depth=2)
pprint.pp({"b": 1, "a": 2})
pprint.pprint({"b": 1, "a": 2})
print(pprint.pformat({"b": 1, "a": 2}, sort_dicts=False))
print(pprint.pformat([10**9, -123456], underscore_numbers=True))
print(pprint.pformat("a\nb c", width=3))
pprint.pprint({"1": 1, 1: "1", None: 2})


@dataclasses.dataclass
class Point:
    name: str
    others: list


pprint.pprint(Point("a long name for a point", [Point("b", []), Point("c", list(range(25)))]))
for value in (collections.OrderedDict.fromkeys(range(9)), collections.Counter("mississippi"),
              collections.deque(range(9), 9), collections.ChainMap({1: 2}, {3: 4}),
              collections.defaultdict(list, {1: [2]}), types.SimpleNamespace(a=1, b=[2] * 9),
              types.MappingProxyType({1: 2}), frozenset(range(9)), bytearray(b"abcdefghij"),
              collections.UserList([1, 2]), set(), frozenset()):
    pprint.pprint(value, width=20)

loop = [1]
loop.append(loop)
print(pprint.isrecursive(loop), pprint.isreadable(loop), pprint.isreadable([1, "a"]),
      pprint.isreadable([object]))
print(pprint.saferepr(loop) == f"[1, <Recursion on list with id={id(loop)}>]")
for arguments in ({"indent": -1}, {"depth": 0}, {"width": 0}):
    try:
        pprint.PrettyPrinter(**arguments)
    except ValueError as error:
        print(error)
