fs = []
for i in range(3):

    def f():
        return i

    fs.append(f)
print([f() for f in fs])


def make():
    out = []
    for j in range(3):
        out.append(lambda: j)
    return out


print([f() for f in make()])


def fixed():
    def bind(k):
        return lambda: k

    return [bind(k) for k in range(3)]


print([f() for f in fixed()])


def params(x):
    def inner():
        nonlocal x
        x += 1
        return x

    return inner, lambda: x


inc, read = params(5)
print(inc(), inc(), read())
