r = range(2, 20, 3)
print(r, len(r), list(r), r[0], r[-1], r[1:3], r[::-1], list(r[::-1]), 8 in r, 9 in r, r.index(11))
print(r.count(5), r.start, r.stop, r.step)
print(range(5), range(0), list(range(5, 0, -2)), range(0, -5), len(range(0, 10**30, 10**15)))
print(range(3) == range(0, 3, 1), range(0) == range(2, 1), hash(range(3)) == hash(range(0, 3)))
print(bool(range(0)))
print(10**25 in range(0, 10**26, 5), range(10**25)[-1], 2.0 in range(3), "a" in range(3))
print(list(reversed(range(4))), sum(range(101)), max(range(5)), True in range(2))
for f in (
    lambda: range(1, 5, 0), lambda: range("a"), lambda: range(1.5), lambda: range(),
    lambda: range(1, 2, 3, 4), lambda: range(5)[9], lambda: range(3).index(7), lambda: range(3)["a"],
    lambda: len(range(10**30)), lambda: range(a=1),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    r.start = 1
except AttributeError as e:
    print(e)
