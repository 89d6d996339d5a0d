class C:
    def __contains__(self, x):
        print("contains", x)
        return "yes" if x else ""

    def __reversed__(self):
        return "not even an iterator"


c = C()
print(1 in c, 0 in c, 1 not in c, reversed(c))


class Seq:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * 10


s = Seq()
print(list(s), list(reversed(s)), 20 in s, 5 in s, len(s), max(s), s[1], [*s][::-1])


class No:
    __contains__ = None
    __reversed__ = None

    def __iter__(self):
        return iter([1])


for f in (lambda: 1 in No(), lambda: reversed(No())):
    try:
        print(f())
    except TypeError as e:
        print(e)


class Raises:
    def __getitem__(self, i):
        if i == 2:
            raise KeyError("k")
        return i


try:
    list(Raises())
except KeyError as e:
    print("KeyError", e)
import operator

print(operator.length_hint(s), operator.length_hint(object(), 7))
