import itertools


def naturals():
    n = 0
    while True:
        yield n
        n += 1


def where(pred, xs):
    for x in xs:
        if pred(x):
            yield x


def take(n, xs):
    for x in xs:
        if n == 0:
            return
        n -= 1
        yield x


def primes():
    seen = []
    for n in itertools.count(2):
        if all(n % p for p in seen):
            seen.append(n)
            yield n


print(list(take(5, where(lambda n: n % 3 == 0, naturals()))), list(take(8, primes())))
print(list(itertools.islice(naturals(), 2, 10, 3)), list(zip(naturals(), "abc")))


def tree(t):
    if t:
        left, v, right = t
        yield from tree(left)
        yield v
        yield from tree(right)


print(list(tree(((None, 1, None), 2, ((None, 3, None), 4, None)))))


def deep(n):
    if n:
        yield from deep(n - 1)
    yield n


print(sum(deep(200)), len(list(deep(300))))


def permutations(xs):
    if len(xs) < 2:
        yield xs
    for i, x in enumerate(xs if len(xs) > 1 else []):
        for rest in permutations(xs[:i] + xs[i + 1 :]):
            yield [x, *rest]


print(list(permutations([1, 2, 3])))
