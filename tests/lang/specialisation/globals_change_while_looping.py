limit = 3


def check(n):
    return n > limit


out = []
for i in range(12):
    if i == 6:
        limit = 100
    if i == 9:
        del limit
        limit = -1
    out.append(check(i))
print(out)


def size(x):
    return len(x)


sizes = []
for i in range(6):
    if i == 2:
        len = lambda x: "my len"
    if i == 4:
        del len
    sizes.append(size([1, 2]))
print(sizes)
import builtins

saved = builtins.len
for i in range(4):
    if i == 2:
        builtins.len = lambda x: "patched builtin"
    sizes.append(size("abc"))
builtins.len = saved
print(sizes, size("ab"))


def helper():
    return 1


def uses():
    return helper()


results = [uses() for _ in range(20)]
helper = lambda: 2
results.append(uses())
globals()["helper"] = str
results.append(uses())
print(results[-3:])
del helper
try:
    uses()
except NameError as e:
    print(e)
