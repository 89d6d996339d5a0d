print(sum([1, 2, 3]), sum([]), sum([1.5, 2]), sum([[1], [2]], []), sum((1, 2), 10))
print(sum([1], start=5), sum([True, True]), sum([0.1] * 10), sum([1e100, 1.0, -1e100]))
print(sum([2**62, 2**62]), sum([1, 2.5, 3]), sum([(1,), (2,)], ()))
print(any([]), all([]), any([0, "", 3]), all([1, "a"]), any(x > 2 for x in range(9)))
print(all(x < 2 for x in range(9)), any([[]]), all([[]]))


def gen():
    for x in (0, 1, 2):
        print("pull", x)
        yield x


print(any(gen()), all(gen()))
for f in (
    lambda: sum(["a"]), lambda: sum(["a"], ""), lambda: sum([b"a"], b""), lambda: sum(5),
    lambda: any(5), lambda: all(None), lambda: sum([1, None]), lambda: sum([[1]]), lambda: any(),
    lambda: any([], []),
):
    try:
        print(f())
    except TypeError as e:
        print(e)
