# ChainMap looks through several mappings; the User classes are made to be inherited from.
from collections import ChainMap, UserDict, UserList, UserString

base, local = {"a": 1, "b": 2}, {"b": 20}
c = ChainMap(local, base)
print(c, c["a"], c["b"], len(c), sorted(c), "a" in c, c.get("z", 0))
c["n"] = 3
print(local, c.parents, c.new_child({"x": 1})["x"], dict(c) == {"a": 1, "b": 20, "n": 3})
for bad in (lambda: c["zz"], lambda: c.pop("a"), lambda: ChainMap().popitem(), lambda: c.__delitem__("a")):
    try:
        bad()
    except KeyError as error:
        print(error)

class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

    def __missing__(self, key):
        return f"no {key}"

u = Upper({"a": 1}, b=2)
u.update(c=3)
print(u, u["A"], u["zz"], u.get("zz", "default"), sorted(u), u | {"d": 4}, u.copy())

class Stack(UserList):
    def top(self):
        return self[-1]

s = Stack([3, 1, 2])
s.append(0)
s.sort()
print(s, s.top(), s[1:], type(s[1:]).__name__, s + [9], [9] + s, s == [0, 1, 2, 3], 2 in s)
t = UserString("Hello")
print(t, t.upper(), type(t.upper()).__name__, t[1], t + " you", "Hello" == t, t.find("l"), t.split("l"), "ell" in t)
