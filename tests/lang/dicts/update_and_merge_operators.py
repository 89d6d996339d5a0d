a = {"x": 1, "y": 2}
b = {"y": 20, "z": 30}
print(a | b, b | a, a)
a |= b
print(a)
a |= [("w", 0)]
a.update({"x": 5}, q=1)
a.update([("r", 2)])
a.update()
print(a)


class Keys:
    def keys(self):
        return ["k1", "k2"]

    def __getitem__(self, k):
        return k.upper()


a.update(Keys())
print(a, dict(Keys()), {**Keys()})
for f in (
    lambda: a | [], lambda: [] | a, lambda: a.__ior__(5), lambda: a.update(5), lambda: a.update([1]),
    lambda: a.update([(1,)]), lambda: a.update({}, {}), lambda: a + b, lambda: a < b,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
