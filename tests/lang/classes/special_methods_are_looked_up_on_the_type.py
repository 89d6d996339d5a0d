class C:
    def __len__(self):
        return 1


c = C()
c.__len__ = lambda: 99
c.__str__ = lambda: "instance"
c.__call__ = lambda: "instance call"
c.__getitem__ = lambda i: i
print(len(c), c.__len__(), str(c) != "instance")
for f in (lambda: c(), lambda: c[0], lambda: hash(C) == C.__hash__(c)):
    try:
        print(f())
    except TypeError as e:
        print(e)
C.__call__ = lambda self: "type call"
C.__len__ = lambda self: 5
C.__add__ = lambda self, o: "added"
print(c(), len(c), c + 1)
del C.__call__
try:
    c()
except TypeError as e:
    print(e)
