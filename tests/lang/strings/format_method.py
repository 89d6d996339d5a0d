class P:
    x = 3
    items = {"k": [10, 20]}


print("{} {} {}".format(1, "b", None), "{0} {1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2))
print("{{}} {{{}}}".format(5))
print("{0.x} {0.items[k][1]} {1[0]} {p.x}".format(P(), [7], p=P))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{:>5}|{:<5}|{:^5}|".format(1, "b", "c"))
print("{:{}}|{:{w}.{p}f}|{:{fill}^{w}}".format("x", 5, 3.14159, "y", w=8, p=2, fill="*"))
print("{0:{1}}".format(42, "05d"), "{:,}".format(1234567))
for fmt, args, kw in (
    ("{}", (), {}), ("{1}", (1,), {}), ("{a}", (), {}), ("{} {0}", (1,), {}), ("{0} {}", (1,), {}),
    ("{", (), {}), ("}", (), {}), ("{0!x}", (1,), {}),
    ("{0!}", (1,), {}), ("{0.y}", (P(),), {}), ("{0[z]}", ({},), {}), ("{0[0]}", ([],), {}),
    ("{:d}", ("x",), {}), ("{0[a}", (1,), {}), ("{:{:{}}}", (1, 2, 3), {}),
    ("{!r:^{}", (1, 2), {}), ("{a.}", (), {"a": 1}), ("{0]}", (1,), {}),
):
    try:
        print(fmt.format(*args, **kw))
    except Exception as e:
        print(repr(fmt), type(e).__name__, e)
print("{a}{b}".format_map({"a": 1, "b": 2}))


class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


print("{x} {y}".format_map(Default(x=1)))
