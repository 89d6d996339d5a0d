class Grid:
    def __init__(self):
        self.cells = {}

    def __getitem__(self, key):
        print("get", key)
        return self.cells[key]

    def __setitem__(self, key, value):
        print("set", key, value)
        self.cells[key] = value

    def __delitem__(self, key):
        print("del", key)
        del self.cells[key]


g = Grid()
g[1, 2] = "a"
g[1, 2] += "b"
print(g[1, 2])
del g[1, 2]
g["s"], g[None] = 1, 2
try:
    g[1:2]
except Exception as e:
    print(type(e).__name__, e)


class Empty:
    pass


e = Empty()
for source in (
    "e[0]", "e[0] = 1", "del e[0]", "e[0] += 1", "Empty[0]", "len(e)", "e()", "e + e", "-e",
    "iter(e)", "with_ = e.__enter__", "e < e", "int(e)", "float(e)", "e @ e", "e[0:1]", "round(e)",
    "abs(e)", "hash(e) and None", "range(e)", "[][e]", "'a' * e", "chr(e)",
):
    try:
        exec(source)
        print(source, "ok")
    except Exception as err:
        print(source, "->", type(err).__name__, err)
