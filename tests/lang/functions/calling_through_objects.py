import functools


def add(a, b=10):
    return a + b


p = functools.partial(add, 5)
print(p(), p(1), p(b=2), p.func is add, p.args, p.keywords)


class Callable:
    def __call__(self, *args, **kw):
        return "called", args, kw


c = Callable()
print(c(1, k=2), callable(c), callable(5), c.__call__(3))


class Method:
    def m(self, x):
        return self, x

    f = add
    s = staticmethod(add)
    p = p


m = Method()
bound = m.m
print(bound(1)[1], bound.__self__ is m, bound.__func__ is Method.m, m.s(1), Method.p(1))
print(bound == m.m, bound is m.m, hash(bound) == hash(m.m))
try:
    m.f()
except TypeError as e:
    print(e)
try:
    bound.x = 1
except AttributeError as e:
    print(e)
print([m.m for _ in range(2)][0] == m.m, Method().m == m.m, bound.__name__, Method.m.__qualname__)
