import sys

print(sys.getrecursionlimit())


def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


print(900 < depth(0) < 1000)


def f():
    return f()


try:
    f()
except RecursionError as e:
    print(type(e).__name__, e, isinstance(e, RuntimeError))
sys.setrecursionlimit(5000)
print(4900 < depth(0) < 5000)
sys.setrecursionlimit(200)
print(depth(0) < 200)
for bad in (0, -1, 1, "x", 1.5, 2**40):
    try:
        sys.setrecursionlimit(bad)
        print(bad, "set")
    except Exception as e:
        print(bad, type(e).__name__, e)
