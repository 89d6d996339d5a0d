# copy() shares the content, deepcopy() does not; cycles and shared parts survive.
import copy

inner = [1, 2]
data = {"list": inner, "again": inner, "tuple": (inner, 3), "set": {1, 2}}
shallow, deep = copy.copy(data), copy.deepcopy(data)
print(shallow == data, shallow["list"] is inner)
print(deep == data, deep["list"] is inner, deep["list"] is deep["again"], deep["tuple"][0] is deep["list"])
loop = [1]
loop.append(loop)
other = copy.deepcopy(loop)
print(other[1] is other, other is not loop)
same = (1, "x", frozenset({2}))
print(copy.deepcopy(same) is same, copy.copy(same) is same, copy.copy(len) is len)

class Point:
    def __init__(self, x, tags):
        print("init")
        self.x = x
        self.tags = tags

p = Point(1, ["a"])
p.me = p
c, d = copy.copy(p), copy.deepcopy(p)
print(c.x, c.tags is p.tags, c.me is p, d.tags, d.tags is p.tags, d.me is d)

class Slotted:
    __slots__ = ("a", "__b")

    def __init__(self):
        self.a = [1]
        self.__b = 2

    def show(self):
        return self.a, self.__b

s = Slotted()
print(copy.copy(s).show(), copy.copy(s).a is s.a, copy.deepcopy(s).a is s.a)

class Own:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deeply", type(memo).__name__

print(copy.copy(Own()), copy.deepcopy(Own()), copy.deepcopy([Own()]))

class Stack(list):
    pass

st = Stack([[1]])
st.name = "n"
c, d = copy.copy(st), copy.deepcopy(st)
print(type(c).__name__, c, c.name, c[0] is st[0], d[0] is st[0])

class State:
    def __getstate__(self):
        return {"v": 5}

    def __setstate__(self, state):
        self.restored = state["v"]

print(copy.copy(State()).restored)
for bad in (copy, (i for i in [])):
    try:
        copy.deepcopy(bad)
    except TypeError as error:
        print(error)

class Version:
    def __init__(self, n):
        self.n = n

    def __replace__(self, **changes):
        return Version(changes["n"])

print(copy.replace(Version(1), n=2).n)
try:
    copy.replace(5)
except TypeError as error:
    print(error)
