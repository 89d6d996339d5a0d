a = []
a.append(1)
a.extend("ab")
a.extend(a)
a.insert(0, "first")
a.insert(100, "last")
a.insert(-1, "before last")
print(a, len(a))
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove("a")
print(a, a.clear(), a)
for f in (
    lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].append(),
    lambda: [1].append(1, 2), lambda: [1].extend(5), lambda: [1].insert(1),
    lambda: [1].insert("a", 1), lambda: [1].pop("a"), lambda: [].index(1), lambda: [1].index("x"),
    lambda: [1].nope,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
