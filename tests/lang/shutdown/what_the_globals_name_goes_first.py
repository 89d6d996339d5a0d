class A:
    def __del__(self):
        print("A", self.n)


class B:
    def __del__(self):
        print("B", self.n)


def generator():
    try:
        yield
    finally:
        print("generator closed", A.__name__)


for i in range(3):
    a, b = A(), B()
    a.n = b.n = i
    a.b, b.a = b, a
    globals()[f"x{i}"] = a
listed = [A(), A()]
listed[0].n, listed[1].n = "listed 0", "listed 1"
running = generator()
next(running)
last = A()
last.n = "last"
del a, b
