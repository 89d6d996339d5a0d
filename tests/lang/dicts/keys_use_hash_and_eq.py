class Key:
    def __init__(self, name, h):
        self.name, self.h = name, h

    def __hash__(self):
        print("hash", self.name)
        return self.h

    def __eq__(self, other):
        print("eq", self.name, other.name)
        return self.name[0] == other.name[0]

    def __repr__(self):
        return self.name


a, b, c = Key("a1", 1), Key("b", 1), Key("a2", 1)
d = {a: "A"}
d[b] = "B"
d[c] = "C"
print(d)
print(d[a])
print(Key("x", 1) in d)
