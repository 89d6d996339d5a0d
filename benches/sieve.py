"""The sieve of Eratosthenes: reading and writing list elements by index in plain loops."""

import sys


def sieve(n):
    prime = [True] * (n + 1)
    prime[0] = prime[1] = False
    i = 2
    while i * i <= n:
        if prime[i]:
            j = i * i
            while j <= n:
                prime[j] = False
                j += i
        i += 1
    count = 0
    for p in prime:
        if p:
            count += 1
    return count


print(sieve(int(sys.argv[1]) if len(sys.argv) > 1 else 12_000_000))
