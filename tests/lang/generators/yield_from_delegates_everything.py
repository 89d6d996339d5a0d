def inner():
    try:
        x = yield "first"
        print("inner got", x)
        yield "second"
    except ValueError as e:
        print("inner caught", e)
        yield "recovered"
    finally:
        print("inner finally")
    return "inner result"


def outer():
    print("outer got result", (yield from inner()))
    yield "outer last"


o = outer()
print(next(o), o.send("hello"), next(o), next(o, "end"))
o = outer()
print(next(o), o.throw(ValueError("thrown")), list(o))
o = outer()
next(o)
o.close()
print("closed")


class It:
    def __iter__(self):
        return self

    def __next__(self):
        return "plain"


def plain():
    yield from It()


p = plain()
print(next(p))
try:
    p.send(5)
except AttributeError as e:
    print(e)
p = plain()
next(p)
try:
    p.throw(ValueError("no throw method"))
except ValueError as e:
    print(e)


def bad():
    yield from 5


try:
    next(bad())
except TypeError as e:
    print(e)
