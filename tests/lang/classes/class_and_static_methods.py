class C:
    count = 0

    @classmethod
    def make(cls, *args):
        cls.count += 1
        return cls, args

    @staticmethod
    def add(a, b=1):
        return a + b

    def call_both(self):
        return self.make(1), self.add(2), C.add(3, 3), type(self).make()


class D(C):
    pass


print(C.make(1), D.make(), C().make(2), C.count, D.count, C.add(1), C().add(1, 5), D().call_both())
print(C.make.__self__, C.make.__func__.__name__, C.__dict__["add"].__func__(1))
print(type(C.__dict__["make"]).__name__, C.__dict__["add"](4), C.make == C.make)
try:
    C.add()
except TypeError as e:
    print(e)
try:
    C.make.__func__()
except TypeError as e:
    print(e)
print(classmethod(lambda cls: cls).__get__(None, int)(), staticmethod(len).__wrapped__ is len)
