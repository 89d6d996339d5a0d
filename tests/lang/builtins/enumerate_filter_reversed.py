print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("a", start=-1)))
print(list(enumerate([], 3)), list(enumerate("a", 10**20)))
print(list(filter(None, [0, 1, "", "a", [], None])), list(filter(lambda x: x > 1, [1, 2, 3])))
print(list(filter(str.isdigit, "a1b2")), list(reversed([1, 2, 3])), list(reversed("abc")))
print(list(reversed((1, 2))), list(reversed(range(3))), list(reversed({"a": 1, "b": 2})))
print(next(enumerate("x")), type(filter(None, [])).__name__, type(reversed([])).__name__)
print(type(reversed("")).__name__)
for f in (
    lambda: enumerate(5), lambda: enumerate("a", "b"), lambda: enumerate(), lambda: filter(None),
    lambda: filter(None, 5), lambda: list(filter(5, [1])), lambda: reversed(5),
    lambda: reversed({1, 2}), lambda: reversed(iter([])), lambda: reversed(x for x in []),
):
    try:
        print(f())
    except TypeError as e:
        print(e)
