"""SHA-512 in plain Python, for seeding `random` from a text. Not meant for large data.

The constants are the first 64 bits behind the point of the square roots of the first 8
primes and of the cube roots of the first 80; they are worked out rather than listed.
"""

from math import isqrt

_MASK = (1 << 64) - 1


def _primes(count):
    found = []
    candidate = 2
    while len(found) < count:
        if all(candidate % prime for prime in found):
            found.append(candidate)
        candidate += 1
    return found


def _cube_root(n):
    """The whole part of the cube root (Newton's method, from above)."""
    guess = 1 << (n.bit_length() + 2) // 3
    while True:
        better = (2 * guess + n // (guess * guess)) // 3
        if better >= guess:
            return guess
        guess = better


def _right(x, n):
    """Rotate 64 bits to the right."""
    return (x >> n | x << (64 - n)) & _MASK


def sha512(data):
    """The 64 bytes of the digest."""
    primes = _primes(80)
    state = [isqrt(prime << 128) & _MASK for prime in primes[:8]]
    constants = [_cube_root(prime << 192) & _MASK for prime in primes]
    padded = data + b"\x80" + bytes((111 - len(data)) % 128) + (8 * len(data)).to_bytes(16, "big")
    for start in range(0, len(padded), 128):
        words = [int.from_bytes(padded[at:at + 8], "big") for at in range(start, start + 128, 8)]
        for t in range(16, 80):
            near, far = words[t - 2], words[t - 15]
            words.append((words[t - 16] + words[t - 7]
                          + (_right(far, 1) ^ _right(far, 8) ^ far >> 7)
                          + (_right(near, 19) ^ _right(near, 61) ^ near >> 6)) & _MASK)
        a, b, c, d, e, f, g, h = state
        for word, constant in zip(words, constants):
            first = (h + (_right(e, 14) ^ _right(e, 18) ^ _right(e, 41))
                     + (e & f ^ ~e & g) + constant + word)
            second = (_right(a, 28) ^ _right(a, 34) ^ _right(a, 39)) + (a & b ^ a & c ^ b & c)
            a, b, c, d, e, f, g, h = (
                (first + second) & _MASK, a, b, c, (d + first) & _MASK, e, f, g)
        state = [(old + new) & _MASK for old, new in zip(state, (a, b, c, d, e, f, g, h))]
    return b"".join(word.to_bytes(8, "big") for word in state)
