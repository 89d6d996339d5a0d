def g():
    for i in range(3):
        try:
            if i == 1:
                continue
            yield i
        finally:
            yield f"finally {i}"
    else:
        yield "else"


print(list(g()))


def h():
    try:
        yield 1
        return "a"
    finally:
        yield 2


it = h()
print(next(it), next(it))
try:
    next(it)
except StopIteration as e:
    print(e.value)


def w():
    class CM:
        def __enter__(self):
            print("enter")

        def __exit__(self, *a):
            print("exit", a[0] and a[0].__name__)

    with CM():
        yield 1
        yield 2


for x in w():
    print(x)
it = w()
next(it)
it.close()
it = w()
next(it)
try:
    it.throw(ValueError("x"))
except ValueError:
    print("out")
