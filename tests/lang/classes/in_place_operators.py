class Acc:
    def __init__(self):
        self.log = []

    def __iadd__(self, o):
        self.log.append(("iadd", o))
        return self

    def __imul__(self, o):
        return "replaced"

    def __isub__(self, o):
        return NotImplemented

    def __sub__(self, o):
        return "sub fallback"

    def __ior__(self, o):
        self.log.append(("ior", o))
        return self


a = b = Acc()
a += 1
a += [2]
a |= 3
print(a is b, a.log)
a *= 2
print(a)
c = Acc()
c -= 1
print(c)
d = Acc()
try:
    d /= 2
except TypeError as e:
    print(e)
try:
    d -= 1
    d @= 1
except TypeError as e:
    print(e)


class Holder:
    def __init__(self):
        self.acc = Acc()
        self.items = [Acc()]


h = Holder()
h.acc += 5
h.items[0] += 6
h.items[0] *= 1
print(h.acc.log, h.items)
