class Path(str):
    def __truediv__(self, other):
        return Path(self + "/" + other)

    def __new__(cls, *parts):
        return super().__new__(cls, "/".join(parts))


p = Path("usr", "lib")
print(p, repr(p), p / "x", type(p / "x"), type(p + "x"), type(p.upper()), p == "usr/lib")
print({"usr/lib": 1}[p], len(p), p[0:3], type(p[:]))
p.note = "has a dict"
print(p.note, vars(p), isinstance(p, str), hash(p) == hash("usr/lib"), ",".join([p, p]), f"{p:>10}")
print("%s" % p, type(str(p)))
print("lib" in p, p.split("/"), p < "v", sorted([p, "a"]))
