def f(n):
    out = []
    for i in range(n):
        if i % 3 == 0:
            x = i
        elif i % 3 == 1:
            x = str(x)
        else:
            out.append(x)
            del x
    try:
        out.append(x)
    except UnboundLocalError as e:
        out.append(str(e))
    return out


print(f(9))
print(f(10)[-1])


def g(flag):
    for _ in range(20):
        try:
            if flag:
                y = 1
            y
        except UnboundLocalError:
            r = "unbound"
        else:
            r = "bound"
        flag = not flag
    return r


print(g(True), g(False))


def h(*args, k=None, **kw):
    args = list(args)
    args.append(k)
    k = kw
    kw = 5
    del args[0]
    return args, k, kw


print(h(1, 2, k=3, z=4))


def cell(n):
    def inner():
        return n

    r = [inner()]
    n += 1
    r.append(inner())
    n = "text"
    r.append(inner())
    del n
    try:
        inner()
    except NameError as e:
        r.append(str(e))
    n = None
    r.append(inner())
    return r


print(cell(1))
