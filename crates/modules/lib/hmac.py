"""Keyed hashing: messages that only those who know the key can sign (RFC 2104)."""

import hashlib as _hashlib

digest_size = None

_ABSENT = object()


def compare_digest(a, b, /):
    """Whether a and b are equal, looking at every byte so that the time tells nothing."""
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        a, b = a.encode(), b.encode()
    else:
        for value in (a, b):
            if not isinstance(value, (bytes, bytearray, memoryview)):
                raise TypeError(f"a bytes-like object is required, not '{type(value).__name__}'")
        a, b = bytes(a), bytes(b)
    different = len(a) ^ len(b)
    for x, y in zip(a if len(a) == len(b) else b, b):
        different |= x ^ y
    return not different


class HMAC:
    """A signature that is being made."""

    blocksize = 64

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        if isinstance(digestmod, str):
            make = lambda data=b"": _hashlib.new(digestmod, data)
        elif callable(digestmod):
            make = digestmod
        else:
            make = lambda data=b"": digestmod.new(data)
        self._inner, self._outer = make(), make()
        self.digest_size = self._inner.digest_size
        self.block_size = getattr(self._inner, "block_size", self.blocksize)
        if self.block_size < 16:
            self.block_size = self.blocksize
        if len(key) > self.block_size:
            key = make(bytes(key)).digest()
        key = bytes(key).ljust(self.block_size, b"\0")
        self._inner.update(bytes(byte ^ 0x36 for byte in key))
        self._outer.update(bytes(byte ^ 0x5C for byte in key))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return f"hmac-{self._inner.name}"

    def update(self, msg):
        """Feed more of the message."""
        self._inner.update(msg)

    def copy(self):
        """A signature in the same state."""
        other = self.__class__.__new__(self.__class__)
        other.digest_size, other.block_size = self.digest_size, self.block_size
        other._inner, other._outer = self._inner.copy(), self._outer.copy()
        return other

    def _finished(self):
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer

    def digest(self):
        """The signature, as bytes."""
        return self._finished().digest()

    def hexdigest(self):
        """The signature, as hexadecimal digits."""
        return self._finished().hexdigest()


def new(key, msg=None, digestmod=""):
    """A signature that is being made."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """The signature of a whole message."""
    return HMAC(key, msg, digest).digest()
