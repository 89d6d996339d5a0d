print([], [1, "a", None], list(), list("abc"), list((1, 2)), list({"k": 1}), list(range(3)))
print([*"ab", *[1]], [[]] * 2)
a = [1, 2]
b = list(a)
print(a == b, a is b, [1, 2] != [1, 3], type(a).__name__, bool([]), bool([0]), len([[], []]))
for f in (lambda: list(5), lambda: list(1, 2), lambda: list(x=1), lambda: [*5], lambda: list(None)):
    try:
        print(f())
    except TypeError as e:
        print(e)
