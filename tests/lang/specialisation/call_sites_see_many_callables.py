def call(f, *args):
    return f(*args)


def one(f):
    return f(3)


class K:
    def __init__(self, n):
        self.n = n

    def __call__(self, n):
        return self.n * n

    def method(self, n):
        return self.n + n

    @classmethod
    def cm(cls, n):
        return cls.__name__, n

    @staticmethod
    def sm(n):
        return n


def default(a, b=10):
    return a + b


def star(*a, **k):
    return a, k


def gen(n):
    yield n


k = K(5)
callables = [
    lambda n: n, abs, str, k, k.method, K.cm, K.sm, default, star, int, float, bool, range,
    [0, 1, 2, 3].__getitem__, {3: "three"}.get, "abcdef".__getitem__, type, (1).__add__,
]
for f in callables:
    for _ in range(20):
        r = one(f)
    print(r)
print(list(one(gen)), one(K).n, call(pow, 2, 3), call(max, 1, 2, 3), call(dict), call(print, "printed"))
for f in (5, None, "x", default.__code__, lambda: 0, lambda a, b: 0, len):
    try:
        one(f)
    except TypeError as e:
        print(e)
