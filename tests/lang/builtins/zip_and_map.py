print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])), list(zip("ab", [1, 2], strict=True)))
print(dict(zip("ab", range(9))), list(zip(*[(1, 2), (3, 4)])))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])))
print(list(map(max, "ab", "ba")), list(map(int, "12")), type(map(str, [])).__name__)
print(list(map(lambda a, b: (a, b), "ab", "cd", strict=True)))
it = iter([1, 2, 3, 4, 5])
print(list(zip(it, it)), next(it, "lost"))
for f in (
    lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)),
    lambda: list(zip("a", "a", "", strict=True)), lambda: zip(5), lambda: zip([1], 5),
    lambda: map(5), lambda: list(map(5, [1])), lambda: map(str, 5), lambda: list(map(len, [1])),
    lambda: list(map(lambda a, b: 1, [1], [1, 2], strict=True)), lambda: zip([], stric=1),
    lambda: list(zip([1, 2], [1], [1, 2], strict=True)),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
