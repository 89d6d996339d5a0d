class A: pass
class B(A): pass


print(isinstance(B(), A), isinstance(A(), B), isinstance(1, (str, int)))
print(isinstance(1, (str, (float, int))), isinstance(True, int), issubclass(B, A))
print(issubclass(A, (B, A)), isinstance(A, type), isinstance(None, type(None)))
print(isinstance(1, int | str), isinstance("", int | None), issubclass(bool, int | str))
print(isinstance(1, ()))
for f in (
    lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: issubclass(int, 5),
    lambda: isinstance(1, [int]), lambda: isinstance(1, (str, 5)), lambda: isinstance(1, list[int]),
    lambda: isinstance(1), lambda: isinstance(1, int | list[int]),
):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(int | str, int | None, (int | str) == (str | int), list[int], dict[str, int], tuple[int, ...])
print(list[int]([1]), type(int | str).__name__)


class Fake:
    @property
    def __class__(self):
        return A


print(isinstance(Fake(), A), type(Fake()).__name__, Fake().__class__ is A)
b = B()
b.__class__ = A
print(type(b).__name__, isinstance(b, B))
try:
    b.__class__ = int
except TypeError as e:
    print(e)
try:
    b.__class__ = 5
except TypeError as e:
    print(e)
