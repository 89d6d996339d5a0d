# A `yield` whose value nobody takes drops what is sent to it, before anything else happens.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("dropped", self.name)


def plain():
    print("started")
    yield 1
    print("resumed")
    x = yield 2
    print("got", x.name)
    a, b, c, d, e = "abcde"
    yield a + b + c + d + e
    print(a, b, c, d, e)


g = plain()
try:
    g.send(Noisy("too early"))
except TypeError as error:
    print(error)
print(next(g))
print(g.send(Noisy("first")))
print(g.send(Noisy("second")))
try:
    g.send(Noisy("third"))
except StopIteration:
    print("stopped")


def outer():
    yield from inner()
    yield "end of outer"


def inner():
    yield "inner"
    got = yield "more"
    print("inner got", got and got.name)


g = outer()
print(next(g))
print(g.send(Noisy("for the statement")))
print(g.send(Noisy("for the value")))


def thrown():
    try:
        yield 1
    except ValueError as error:
        print("caught", error)
        try:
            yield 2
        finally:
            print("finally")
    yield 3


g = thrown()
print(next(g), g.throw(ValueError("here")), g.send(Noisy("while handling")))
g.close()
print(list(plain.__code__.co_varnames))
