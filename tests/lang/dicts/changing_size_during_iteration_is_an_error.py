for change in (
    lambda d: d.update(new=1), lambda d: d.pop("a"), lambda d: d.clear(),
    lambda d: (d.pop("a"), d.update(z=1)),
):
    for view in (lambda d: d, dict.keys, dict.values, dict.items, reversed):
        d = {"a": 1, "b": 2, "c": 3}
        seen = 0
        try:
            for _ in view(d):
                seen += 1
                if seen == 1:
                    change(d)
            print("no error", seen, d)
        except RuntimeError as e:
            print(seen, e)
d = {"a": 1, "b": 2}
for k in d:
    d[k] += 10
print(d)
it = iter(d)
next(it)
d["c"] = 1
for _ in range(2):
    try:
        next(it)
    except RuntimeError as e:
        print(e)
