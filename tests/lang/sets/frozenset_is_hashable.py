f = frozenset([1, 2])
print(f == {1, 2}, hash(f) == hash(frozenset([2, 1])), {f: "k"}[frozenset((1, 2))], type(f | {3}))
print(type({3} | f), frozenset(f) is f, f.copy() is f, frozenset(), len(f))
print(f, {frozenset()} == {frozenset()}, set(), {0}, repr({"a"}), frozenset("a"), {1} in {f, frozenset({1})})
for g in (lambda: f.add(1), lambda: f.pop(), lambda: frozenset(1)):
    try:
        g()
    except Exception as e:
        print(type(e).__name__, e)
f |= {3}
print(sorted(f), type(f))


class Tags(set):
    pass


print(Tags("a"), Tags(), type(Tags("a") | {1}).__name__, type(Tags("a").copy()).__name__, Tags([1]) == {1})
