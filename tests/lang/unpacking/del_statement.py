a, b, c = 1, [1, 2, 3], {"k": 1, "j": 2}
del a, b[0], c["k"]
print(b, c)
for source in (
    "a", "del a", "del nope", "del b[7]", "del c['zz']", "del b.x", "del (1).real", "del [], ()",
    "del (b[0], c['j'])", "del len.__name__", "del int.real",
):
    try:
        exec(source, globals())
        print(source, "ok", b, c)
    except Exception as e:
        print(source, type(e).__name__, e)


def f():
    x = 1
    del x
    try:
        print(x)
    except UnboundLocalError as e:
        print(e)
    try:
        del x
    except UnboundLocalError as e:
        print(e)
    x = 2
    return x


print(f())


def outer():
    v = 1

    def inner():
        return v

    del v
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    v = 3
    return inner()


print(outer())
