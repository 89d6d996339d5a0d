class E:
    def __eq__(self, o):
        return isinstance(o, E)


class EH(E):
    def __hash__(self):
        return 7


class Sub(E):
    pass


class Keep(E):
    __hash__ = object.__hash__


print(E.__hash__, E() == E(), E() != E(), E() == 1, hash(EH()), len({EH(), EH()}), E() in [E()])
for c in (E, Sub):
    try:
        hash(c())
    except TypeError as e:
        print(e)
print(isinstance(hash(Keep()), int), object() == object())


class Ne:
    def __eq__(self, o):
        return NotImplemented

    def __ne__(self, o):
        return "ne result"


n = Ne()
print(n == n, n == Ne(), n != n, n != 1, 1 != n)


class Floaty:
    def __hash__(self):
        return 1.5


try:
    hash(Floaty())
except TypeError as e:
    print(e)
