def log(x):
    print("eval", x)
    return x


def f(*args, **kw):
    print("called", args, kw)
    return f


log(f)(log(1), *log([2, 3]), log(4), k=log(5), **log({"z": 6}))
f(log("a"), k=log("b"))(log("c"))
print({log(1): log(2), log(3): log(4)}, [log(5), log(6)], log(1) + log(2) * log(3))
log(1) < log(2) < log(3)
log(3) < log(2) < log(1)
log([0])[log(0)] = log("value")
try:
    log(missing)(log(1))
except NameError as e:
    print(e)
try:
    log(5)(log("evaluated before the failing call"))
except TypeError as e:
    print(e)
