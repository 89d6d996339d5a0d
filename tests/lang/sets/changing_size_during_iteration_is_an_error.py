for change in (lambda s: s.add(100), lambda s: s.discard(1) or s.discard(2), lambda s: s.clear()):
    s = {1, 2, 3}
    n = 0
    try:
        for x in s:
            n += 1
            change(s)
        print("no error", n)
    except RuntimeError as e:
        print(n, e)
print(sum({i % 10 for i in range(100)}), len({*range(5), *"ab"}), sorted(set("mississippi")))
