"""Nested loops over ints: the back edge, comparison and arithmetic on locals, no calls inside."""

import sys


def loops(n):
    total = 0
    for a in range(n):
        b = 0
        while b < n:
            if (a ^ b) & 3 == 0:
                total += a * b
            else:
                total -= b % 7
            b += 1
    return total


print(loops(int(sys.argv[1]) if len(sys.argv) > 1 else 4000))
