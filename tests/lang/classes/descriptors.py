class Data:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return f"class access of {owner.__name__}.{self.name}"
        return f"data {obj.__dict__.get(self.name)}"

    def __set__(self, obj, value):
        print("set", value)
        obj.__dict__[self.name] = value

    def __delete__(self, obj):
        print("delete")


class NonData:
    def __get__(self, obj, owner=None):
        return "non-data"


class SetOnly:
    def __set__(self, obj, value):
        obj.__dict__["so"] = value * 2


class C:
    d = Data()
    n = NonData()
    so = SetOnly()


c = C()
c.d = 5
c.__dict__["d2"] = 1
print(c.d, C.d, c.n, C.n)
c.n = "instance wins"
c.so = 4
print(c.n, c.so, vars(c))
del c.d
try:
    del c.so
except AttributeError as e:
    print(e)
C.d = "replaced"
print(c.d, type(C.so).__name__)
