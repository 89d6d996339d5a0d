def nested(n):
    yield n
    yield from nested(n + 1)


count = 0
try:
    for v in nested(0):
        count = v
except RecursionError as e:
    print(type(e).__name__, e, count > 300)


def with_finally(n):
    try:
        with_finally(n + 1)
    finally:
        seen.append(n)


seen = []
try:
    with_finally(0)
except RecursionError:
    print(len(seen) > 300, seen[-1])


def recover(n):
    try:
        return recover(n + 1)
    except RecursionError:
        return "recovered"


print(recover(0), recover(0))


class P:
    @property
    def p(self):
        return self.p


try:
    P().p
except RecursionError as e:
    print(type(e).__name__, e)


class M(type):
    def __call__(cls):
        return cls()


class X(metaclass=M):
    pass


try:
    X()
except RecursionError:
    print("metaclass")
try:
    (lambda f: f(f))(lambda f: f(f))
except RecursionError:
    print("lambda")
