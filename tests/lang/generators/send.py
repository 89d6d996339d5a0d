def averager():
    total, n, avg = 0, 0, None
    while True:
        x = yield avg
        if x is None:
            return avg
        total += x
        n += 1
        avg = total / n


a = averager()
print(a.send(None), a.send(10), a.send(20), a.send(3))
try:
    a.send(None)
except StopIteration as e:
    print("done", e.value)
b = averager()
try:
    b.send(5)
except TypeError as e:
    print(e)
print(next(b), next(iter([1])))


def echo():
    got = None
    while got != "stop":
        got = yield f"got {got}"
    yield "bye"


e = echo()
print(next(e), e.send(1), next(e), e.send("stop"))
try:
    e.send("x")
except StopIteration:
    print("exhausted")
try:
    e.send("again")
except StopIteration as s:
    print(s.value)


def two():
    x = (yield 1) + (yield 2)
    print("sum", x)
    y = yield
    print("y", y)


t = two()
print(next(t), t.send(10), t.send(20))
print(next(t, "end"))
