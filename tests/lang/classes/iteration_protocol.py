class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        print("iter")
        return CountIt(self.n)


class CountIt:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __iter__(self):
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i


print(list(Count(3)), [*Count(2)], 2 in Count(3), 9 in Count(1), sum(Count(4)), max(Count(3)))
print(dict.fromkeys(Count(2)), tuple(Count(1)))
a, b = Count(2)
print(a, b, sorted(Count(3), reverse=True), list(zip(Count(2), Count(3))))
for x in Count(0):
    print("never")
else:
    print("else")


class BadIter:
    def __iter__(self):
        return 5


class NotIter:
    __iter__ = None


class NoNext:
    def __iter__(self):
        return self


for c in (BadIter, NotIter, NoNext, object):
    for f in (list, lambda o: 1 in o, lambda o: [*o]):
        try:
            print(f(c()))
        except TypeError as e:
            print(e)
