class Base:
    def __del__(self):
        print("Base.del", self.x, type(self).__name__, sorted(vars(self)))


class Sub(Base):
    def __del__(self):
        print("Sub.del")
        super().__del__()


s = Sub()
s.x = 1
s.child = Sub()
s.child.x = 2
del s
print("tree gone")


class Slots:
    __slots__ = ("v",)

    def __del__(self):
        print("slots", self.v)


t = Slots()
t.v = Slots()
t.v.v = "leaf"
del t


class Lst(list):
    def __del__(self):
        print("list", len(self))


Lst([1, 2, 3])
d = type("D", (dict,), {"__del__": lambda self: print("dict", dict(self))})(a=1)
d = None
