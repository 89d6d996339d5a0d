def f(a: undefined_name, b: 1 / 0 = 2, *args: list[int], **kw: "text") -> missing.attribute:
    return a, b


print(f(1))
try:
    f.__annotations__
except NameError as e:
    print(e)
undefined_name = int


def g(a: undefined_name, b: str | None = None) -> list[int]:
    pass


print(g.__annotations__)
undefined_name = float
print(g.__annotations__["a"])


class C:
    x: int
    y: "Forward" = 5
    z: later = 1


try:
    C.__annotations__
except NameError as e:
    print(e)
later = bytes
print(C.__annotations__, C.y, hasattr(C, "x"))
v: nothing_here = 3
w: int
print(v, "w" in globals())


def local():
    q: also_undefined = 1
    r: also_undefined
    try:
        return q, r
    except UnboundLocalError as e:
        return q, str(e)


print(local())
(u): print("not evaluated?") = 1
x = [0]
x[0]: int = 9
print(x)
