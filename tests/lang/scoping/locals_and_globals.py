def f(a, b=2):
    c = 3
    d = locals()
    d["c"] = "changed"
    d["new"] = 1
    e = locals()
    return c, sorted(d), sorted(e), d is e


print(f(1))
print(locals() is globals(), type(globals()).__name__)


def g():
    x = 1

    def inner():
        y = x
        return sorted(locals())

    return inner(), sorted(locals())


print(g())


class C:
    a = 1
    b = sorted(k for k in locals() if not k.startswith("__"))


print(C.b)
locals()["made_here"] = 5
print(made_here)


def gen():
    z = 1
    yield locals()
    z = 2
    yield locals()


print(list(gen()))
print([locals().get("v") for v in range(2)], (lambda q: locals())(7))


def vars_():
    k = 1
    return vars()


print(vars_())
