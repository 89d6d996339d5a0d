class Squares(dict):
    def __missing__(self, key):
        self[key] = key * key
        return self[key]


s = Squares()
print(s[4], s, s.get(5), 5 in s, s[4], s.setdefault(9, 1), s[9])


class Plain(dict):
    pass


p = Plain(a=1)
p.tag = "t"
try:
    p["b"]
except KeyError as e:
    print("KeyError", e)
print(p, p == {"a": 1}, type(p.copy()), type(p | {}), vars(p), Plain.fromkeys("a"))
print(type(Plain.fromkeys("a")).__name__, repr(p), isinstance(p, dict))


class Loud(dict):
    def __setitem__(self, k, v):
        print("set", k)
        super().__setitem__(k, v)

    def __getitem__(self, k):
        return ("got", super().__getitem__(k))


loud = Loud(a=1)
loud["b"] = 2
loud.update(c=3)
print(loud["a"], loud.get("a"), loud, dict(loud), {**loud})
