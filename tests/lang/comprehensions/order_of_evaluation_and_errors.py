def log(x):
    print("log", x)
    return x


print({log(k): log(v) for k, v in [(1, 2), (3, 4)]})
print([log(a) + log(b) for a in log([1]) for b in log([2, 3])])
for f in (
    lambda: [x for x in 5], lambda: [1 / x for x in (1, 0)], lambda: {[]: 1 for _ in "a"},
    lambda: {[] for _ in "a"}, lambda: [a for a, b in [(1, 2, 3)]], lambda: [nope for _ in "a"],
    lambda: {k: v for k in "ab"}, lambda: [x.y for x in [1]],
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def inner():
    try:
        return [log(x) for x in (1, 2, "stop", 3) if x != "stop" or 1 / 0]
    except ZeroDivisionError as e:
        return "stopped"


print(inner())
