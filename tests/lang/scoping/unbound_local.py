x = "global"


def f():
    try:
        print(x)
    except UnboundLocalError as e:
        print(e)
    x = 1
    return x


def g():
    x += 1


def h(flag):
    if flag:
        y = 1
    return y


def k():
    for i in ():
        pass
    return i


def m():
    print(len)
    len = 5


def n():
    del x


def o():
    def inner():
        return z

    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    z = 1
    return inner()


print(f(), h(True), o())
for func in (g, lambda: h(False), k, m, n):
    try:
        func()
    except UnboundLocalError as e:
        print(type(e).__name__, e)
print(issubclass(UnboundLocalError, NameError))
