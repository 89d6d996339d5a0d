# A dict of many keys against a list of pairs, through inserts, deletions and both ends: what the index of a large table
# must get right. The keys' hashes collide in several ways.
import random


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 7

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return f"Key({self.n})"


def keys_of(kind, n):
    return {
        "int": n,
        "far": n << 40,
        "str": f"key{n}",
        "long": f"a key of more than sixteen characters, {n}",
        "own": Key(n),
    }[kind]


def run(kind, seed, size, steps):
    chance = random.Random(seed)
    table, model = {}, []
    for _ in range(steps):
        key = keys_of(kind, chance.randrange(size))
        at = next((i for i, (k, _) in enumerate(model) if k == key), None)
        assert (key in table) == (at is not None)
        what = chance.random()
        if what < 0.5:
            value = chance.random()
            table[key] = value
            if at is None:
                model.append((key, value))
            else:
                model[at] = (key, value)
        elif what < 0.9:
            if at is None:
                assert table.pop(key, None) is None
            else:
                assert table.pop(key) == model.pop(at)[1]
        elif model:
            assert table.popitem() == model.pop()
        assert len(table) == len(model)
    assert list(table.items()) == model
    for key, value in model:
        assert table[key] == value
    return len(table)


for kind, size, steps in [
    ("int", 200, 4000),
    ("far", 200, 4000),
    ("str", 200, 4000),
    ("long", 60, 2000),
    ("own", 40, 1500),
]:
    print(kind, [run(kind, seed, size, steps) for seed in range(3)])

# Fill, empty from either end, fill again.
table = {n: n for n in range(1000)}
for n in range(1000):
    del table[n]
print(len(table), table.get(5), list(table))
table.update((n, -n) for n in range(500, 1500))
for n in reversed(range(600, 1500)):
    del table[n]
print(len(table), sum(table), table[599], table.get(600))
# Keys that hash alike and are equal: 1, 1.0 and True are one key.
table = {n: "int" for n in range(50)}
table[1.0] = "float"
table[True] = "bool"
print(len(table), table[1], [k for k in table][:3])
