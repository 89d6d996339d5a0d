def f():
    if 0:
        yield 1
    while False:
        print("never")
    if __debug__:
        print("debug")
    return 5
    print("unreachable")


print(type(f()).__name__, list(f()))


def g(x):
    if x:
        return "t"
    else:
        return "f"
    raise RuntimeError


print(g(1), g(0), "a" if True else 1 / 0, 0 and 1 / 0, 1 or 1 / 0)
if False:
    x = 1
try:
    x
except NameError as e:
    print(e)
assert True
for _ in ():
    undefined()
while True:
    break
    undefined()
print(1_0 if not None else undefined, (1, 2)[0], "abc"[1], -5 % 3, 2**10, "a" * 3)
