import functools


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info().hits > 0, fib.cache_info().misses)


@functools.wraps(fib)
def wrapper(n):
    "own doc"
    return fib(n)


print(wrapper.__name__, wrapper.__wrapped__ is fib)
print(functools.reduce(lambda a, b: a * b, range(1, 6)))
print(functools.reduce(lambda a, b: a + b, [], "start"))
try:
    functools.reduce(lambda a, b: a, [])
except TypeError as e:
    print(e)
try:
    fib([])
except TypeError as e:
    print(e)


class C:
    @functools.cached_property
    def slow(self):
        print("computed")
        return 5


c = C()
print(c.slow, c.slow, vars(c))
