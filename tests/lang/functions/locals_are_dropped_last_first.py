# When a frame is left, its locals are dropped from the last one to the first.
class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def plain():
    a, b, c = D("a"), D("b"), D("c")


def arguments(x, y):
    z = D("z")
    return "returned"


def generator():
    a, b = D("first"), D("second")
    yield 1
    c = D("third")


def raising():
    a, b = D("one"), D("two")
    raise ValueError("three")


plain()
print(arguments(D("x"), D("y")))
print(list(generator()))
try:
    raising()
except ValueError as e:
    print(e)
half = generator()
print(next(half))
del half
print("end")
