def g():
    yield 1
    next(iter([]))
    yield 2


it = g()
print(next(it))
try:
    next(it)
except RuntimeError as e:
    print(e, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)


def h():
    yield
    raise StopIteration("explicit")


it = h()
next(it)
try:
    next(it)
except RuntimeError as e:
    print(e)


def catches():
    try:
        next(iter([]))
    except StopIteration:
        yield "caught"


print(list(catches()))
try:
    list(next(iter([])) for _ in range(2))
except RuntimeError as e:
    print(e)


class It:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("value")


print(list(It()), [x for x in It()])
try:
    list(map(lambda x: next(iter([])), [1, 2]))
    print("map just stops")
except StopIteration:
    print("escapes")
