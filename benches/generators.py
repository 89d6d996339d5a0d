"""Generators: resuming one, a chain of three, `yield from`, and a generator expression."""

import sys


def naturals(n):
    i = 0
    while i < n:
        yield i
        i += 1


def odd(numbers):
    for n in numbers:
        if n & 1:
            yield n


def both(n):
    yield from naturals(n)
    yield from odd(naturals(n))


def work(n):
    total = 0
    for v in odd(naturals(n)):
        total += v
    for v in both(n):
        total += v
    return total + sum(v * 2 for v in naturals(n))


print(work(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000))
