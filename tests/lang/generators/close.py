def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("GeneratorExit")
        raise
    finally:
        print("finally")


it = g()
print(next(it), it.close(), it.close(), next(it, "closed"))
print(g().close())


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as e:
    print(e)


def raises():
    try:
        yield
    finally:
        raise KeyError("in finally")


r = raises()
next(r)
try:
    r.close()
except KeyError as e:
    print(repr(e))


def returns():
    try:
        yield 1
    except GeneratorExit:
        return "value of close"


r = returns()
next(r)
print(r.close())
d = g()
next(d)
del d
print("deleted")
for x in g():
    break
print("after break")
