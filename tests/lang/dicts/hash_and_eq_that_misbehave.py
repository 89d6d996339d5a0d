class BadHash:
    def __hash__(self):
        return "text"


class NoHash:
    __hash__ = None


class EqOnly:
    def __eq__(self, other):
        return True


class Raises:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ValueError("eq failed")


for make in (BadHash, NoHash, EqOnly):
    try:
        {make(): 1}
    except TypeError as e:
        print(e)
d = {Raises(): 1}
try:
    d[Raises()]
except ValueError as e:
    print(e)


class Huge:
    def __hash__(self):
        return 2**200 + 1


print(hash(Huge()) == hash(2**200 + 1), hash(type("N", (), {"__hash__": lambda s: -1})()))
