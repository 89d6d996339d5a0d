class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        if self.n == 0 or other.n == 0:
            d.clear()
        return self.n == other.n

    def __repr__(self):
        return f"K{self.n}"


d = {}
d[Key(1)] = "one"
d[Key(2)] = "two"
print(d)
print(d.get(Key(0), "missing"), d)
d[Key(3)] = "three"
print(Key(3) in d, d)
