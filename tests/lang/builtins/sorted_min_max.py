print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max("a", "B", key=str.lower))
print(min([], default="none"), max([], default=None), max([1, 5, 3], key=lambda x: -x))
print(min({"b": 1, "a": 2}), max((1, 2), (1, 3)), min([1, 1.0]), max(1, True), max([1], default=5))
print(max("apple", "fig", key=len), min(["bb", "a", "c"], key=len), sorted({"b": 1, "a": 2}))
print(sorted("hello", reverse=True), sorted([True, 0, 2]))
print(sorted((x for x in (3, 1)), key=lambda x: -x))
for f in (
    lambda: min(), lambda: max([]), lambda: min(5), lambda: max(1, "a"),
    lambda: min(1, 2, default=3), lambda: max([1], key=5), lambda: min([1, 2], keyy=len),
    lambda: sorted([1], 2), lambda: max(None), lambda: min(()), lambda: max([1, None]),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
