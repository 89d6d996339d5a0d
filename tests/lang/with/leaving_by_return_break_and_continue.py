class CM:
    def __init__(self, n):
        self.n = n

    def __enter__(self):
        print("enter", self.n)
        return self.n

    def __exit__(self, *exc):
        print("exit", self.n, exc == (None, None, None))


def f():
    with CM("return") as c:
        return "value of " + c


def g():
    for i in range(3):
        with CM(i):
            if i == 0:
                continue
            if i == 1:
                break
    return "out"


def h():
    for i in range(2):
        with CM(f"outer {i}"):
            try:
                with CM("inner"):
                    return "h"
            finally:
                print("finally")


def k():
    with CM("x"):
        yield 1
        yield 2


print(f(), g(), h(), list(k()))
