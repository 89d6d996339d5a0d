class R:
    depth = 0

    def __repr__(self):
        R.depth += 1
        return repr(self)


class E:
    depth = 0

    def __eq__(self, other):
        E.depth += 1
        return self == other


def mapped(n):
    deepest[0] = n
    return list(map(mapped, [n + 1]))


deepest = [0]
for f in (lambda: repr(R()), lambda: E() == E(), lambda: mapped(0)):
    try:
        f()
    except RecursionError as e:
        print(str(e))
print(R.depth > 900, E.depth > 900, deepest[0] > 900)
nested = []
for _ in range(5000):
    nested = [nested]
print(len(repr(nested)), nested == nested[:], len(str({"k": nested})))
nested = ()
for _ in range(5000):
    nested = (nested,)
print(hash(nested) == hash(nested), nested in {nested})
