# lru_cache and cache: hits, misses, eviction, typed keys, clearing.
import functools

calls = []

@functools.lru_cache(maxsize=2)
def square(x):
    calls.append(x)
    return x * x

print([square(x) for x in (1, 2, 1, 3, 2, 1)], calls)
print(square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info(), square.__name__, square.__wrapped__(9))

@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

print(fib(80), fib.cache_info())

@functools.lru_cache
def plain(x, y=0):
    return x

plain(1), plain(1.0), plain(x=1), plain(1, y=2)
print(plain.cache_info())

@functools.lru_cache(typed=True)
def typed(x):
    return x

typed(1), typed(1.0)
print(typed.cache_info())
for bad in ("x", 1.5):
    try:
        functools.lru_cache(bad)
    except TypeError as error:
        print(error)
try:
    square([])
except TypeError as error:
    print(type(error).__name__)
