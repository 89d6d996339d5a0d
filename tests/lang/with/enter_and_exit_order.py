class CM:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__, v, tb is not None)
        return self.suppress


with CM("a") as x:
    print("body", x)
with CM("a") as x, CM("b") as y:
    print(x, y)
with (
    CM("p"),
    CM("q") as q,
):
    print(q)
with CM("s", suppress=True):
    raise ValueError("swallowed")
try:
    with CM("outer"), CM("inner"):
        raise KeyError("k")
except KeyError as e:
    print("came out", e)
with CM("outer", True), CM("inner"):
    1 / 0
print("after")
with CM("o"), CM("i", True):
    1 / 0
