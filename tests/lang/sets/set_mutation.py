s = set()
s.add(1)
s.add(1)
s.add(1.0)
s.update([2, 3], "a")
s.discard(99)
s.remove(2)
print(len(s), 1 in s, "a" in s, 2 in s)
s -= {"a"}
s |= {7}
s &= {1, 7, 8}
print(sorted(s))
s ^= {7, 9}
print(sorted(s), s.pop() in (1, 9), len(s), s.copy() == s, s.clear(), s)
t = s
t |= {5}
print(s is t, s)
s.intersection_update([5, 6])
s.symmetric_difference_update([6])
s.difference_update([5])
print(s)
for f in (
    lambda: s.remove("zz"), lambda: set().pop(), lambda: s.add([]), lambda: s.add(),
    lambda: s.__ior__([1]), lambda: s.update(1), lambda: s.remove([1]),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
