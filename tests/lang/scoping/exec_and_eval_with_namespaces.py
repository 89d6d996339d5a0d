ns = {}
exec("x = 1\ndef f(): return x\ny = f()", ns)
print(sorted(k for k in ns if k != "__builtins__"), ns["y"], "__builtins__" in ns)
g, l = {"a": 1}, {"b": 2}
exec("c = a + b\nglobal d\nd = 5", g, l)
print(l, g["d"], eval("a + b", g, l), eval(" 1 + 1 "), eval("[a for _ in range(2)]", g))
x = 10
print(eval("x"), eval("x", {"x": 20}), exec("x = 30"), x)


def f():
    v = 1
    exec("v = 2")
    exec("w = 3")
    print(eval("v"), v, sorted(locals()))
    try:
        w
    except NameError as e:
        print(e)


f()


class Map(dict):
    def __missing__(self, k):
        return "missing " + k


print(eval("zzz", {}, Map()), eval("len('abc')", {}), eval(compile("x + 1", "", "eval")))
for bad in (
    lambda: eval("x ="), lambda: eval("x = 1"), lambda: eval(""), lambda: exec(5),
    lambda: eval("1", 5), lambda: exec("1", {}, 5), lambda: eval("nope"),
    lambda: eval("y", {"__builtins__": {}}), lambda: exec("print(1)", {"__builtins__": {}}),
    lambda: eval("1\n2"), lambda: eval(b"1+1") + 1 and eval("1 +"),
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
