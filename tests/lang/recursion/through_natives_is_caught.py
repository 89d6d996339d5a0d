import functools


class R:
    def __repr__(self):
        return repr(self)


class S:
    def __str__(self):
        return f"{self}"


class E:
    def __eq__(self, o):
        return [self] == [E()]


class H:
    def __hash__(self):
        return hash((self,))


class L:
    def __len__(self):
        return len(self)


class A:
    def __getattr__(self, n):
        return getattr(self, n + "x")


class C:
    def __call__(self):
        return self()


class B:
    def __bool__(self):
        return not not self


class Add:
    def __add__(self, o):
        return self + o


class It:
    def __iter__(self):
        return iter(self)


class D:
    def __get__(self, o, t):
        return t.d

    def __lt__(self, o):
        return sorted([self, o])


class Holder:
    d = D()


def key(x):
    return sorted([1, 2], key=key)


def m(x):
    return list(map(m, [x]))


def reduce(a=1, b=2):
    return functools.reduce(reduce, [a, b])


tests = {
    "repr": lambda: repr(R()),
    "str": lambda: str(S()),
    "eq": lambda: E() == E(),
    "hash": lambda: hash(H()),
    "len": lambda: len(L()),
    "getattr": lambda: A().x,
    "call": lambda: C()(),
    "bool": lambda: bool(B()),
    "add": lambda: Add() + 1,
    "iter": lambda: iter(It()),
    "descriptor": lambda: Holder.d,
    "lt": lambda: D() < D(),
    "key": lambda: key(1),
    "map": lambda: m(1),
    "reduce": reduce,
}
for name, f in tests.items():
    try:
        f()
        print(name, "returned")
    except RecursionError:
        print(name, "RecursionError")
print("alive")
