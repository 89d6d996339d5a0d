class Shy:
    def __init__(self, owner):
        self.owner = owner

    def __repr__(self):
        self.owner.clear()
        return "gone"


a = []
a += [Shy(a), 1, 2]
print(repr(a), a)


class Grow:
    def __repr__(self):
        if len(b) < 4:
            b.append(len(b))
        return "grow"


b = [Grow(), Grow()]
print(b, b)


class Fails:
    def __repr__(self):
        raise ValueError("no repr")


try:
    print([1, Fails()])
except ValueError as e:
    print(e)
