def init(self, n):
    self.n = n


T = type("T", (), {"__init__": init, "double": lambda self: self.n * 2, "k": 5, "__doc__": "made"})
print(T(4).double(), T.k, T.__doc__, T.__name__, T.__qualname__, T.__module__, T.__bases__, T)
U = type("U", (T, dict), {})
print(U.__mro__, isinstance(U(1), dict))
T.__name__ = "Renamed"
print(T, T.__qualname__, repr(type(T(1))))
for args in (
    (1, (), {}), ("A",), ("A", (), 5), ("A", [], {}), ("A", (1,), {}), ("A", ()), (),
    ("A\0", (), {}),
):
    try:
        print(type(*args))
    except Exception as e:
        print(type(e).__name__, e)
try:
    T.__name__ = 5
except TypeError as e:
    print(e)
try:
    int.x = 1
except TypeError as e:
    print(e)
try:
    T.__bases__ = ()
except TypeError as e:
    print(e)
