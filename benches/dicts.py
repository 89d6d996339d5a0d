"""Dicts with str and int keys: get, set, membership and counting."""

import sys


def words(n):
    return [f"word{i * i % 5003}" for i in range(n)]


def work(n):
    counts = {}
    text = words(20_000)
    for _ in range(n):
        for word in text:
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    squares = {}
    for i in range(n * 4000):
        squares[i & 0xFFFF] = i
    total = 0
    for i in range(n * 4000):
        total += squares.get(i & 0x1FFFF, 1)
    return len(counts), max(counts.values()), len(squares), total


print(*work(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
