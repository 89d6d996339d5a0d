class Seq:
    def __init__(self, items):
        self.items = items

    def __getitem__(self, i):
        print("get", i)
        return self.items[i]

    def __setitem__(self, i, v):
        print("set", i, v)

    def __delitem__(self, i):
        print("del", i)


s = Seq("abc")
print(list(s))
print("b" in s)
s[0] = 1
s[1:2] = 3
s[0] += "x"
del s[5], s[::2]
try:
    len(s)
except TypeError as e:
    print(e)
try:
    reversed(s)
except TypeError as e:
    print(e)
n, none = 5, None
for f in (
    lambda: object()[0], lambda: n[0], lambda: len(5), lambda: iter(5), lambda: 1 in 5,
    lambda: none[1], lambda: print[0], lambda: int["x"], lambda: reversed({1}),
):
    try:
        f()
    except TypeError as e:
        print(e)
