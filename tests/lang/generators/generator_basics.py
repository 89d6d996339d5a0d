def g(n):
    print("start")
    for i in range(n):
        print("before", i)
        yield i
        print("after", i)
    print("end")


it = g(2)
print(type(it).__name__, iter(it) is it, it.__name__, it.__qualname__)
print(next(it))
print(next(it))
try:
    next(it)
except StopIteration as e:
    print("StopIteration", e.args, e.value)
try:
    next(it)
except StopIteration:
    print("still exhausted")
print(list(g(1)), sum(g(2)))
print(next(g(0), "default"))
for bad in (lambda: len(it), lambda: it[0], lambda: it(), lambda: g()):
    try:
        bad()
    except TypeError as e:
        print(e)
