def make():
    print("made")
    return []


def f(x, acc=make()):
    acc.append(x)
    return acc


print(f(1), f(2), f(3, []), f.__defaults__)
n = 10


def g(a=n, *, b=n + 1):
    return a, b


n = 20
print(g(), g.__defaults__, g.__kwdefaults__)
g.__defaults__ = ("changed",)
g.__kwdefaults__ = {"b": "too"}
print(g())
g.__defaults__ = None
try:
    g()
except TypeError as e:
    print(e)
fs = [lambda i=i: i for i in range(3)]
print([h() for h in fs], [h() for h in [lambda: i for i in range(3)]])
