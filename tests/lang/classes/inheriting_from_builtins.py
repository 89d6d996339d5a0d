class MyInt(int):
    def __repr__(self):
        return f"MyInt({int(self)})"


class MyList(list):
    def append(self, x):
        super().append(x * 2)


class MyDict(dict):
    def __getattr__(self, k):
        return self[k]


class MyStr(str):
    pass


class MyErr(KeyError):
    pass


m = MyList([1])
m.append(5)
m.extend([7])
d = MyDict(a=1)
print(MyInt(3), MyInt(3) + 1, m, d.a, d, MyStr("x") + "y", type(MyStr("x").upper()).__name__)
print(sum([MyInt(1)], MyInt(2)))
try:
    raise MyErr("k")
except LookupError as e:
    print(repr(e), str(e))
try:
    d.missing
except KeyError as e:
    print("KeyError", e)


class MyTuple(tuple):
    def __new__(cls, *items):
        return super().__new__(cls, items)


class MySet(frozenset):
    def total(self):
        return sum(self)


print(MyTuple(1, 2), MyTuple(1, 2)[1], MySet([1, 2]).total(), isinstance(MyTuple(), tuple))
a, b = MyTuple(1, 2)
print(a, b, MyList("ab") == ["a", "b"], MyList() == [], json_like := [MyInt(1), {"k": MyStr("v")}])
