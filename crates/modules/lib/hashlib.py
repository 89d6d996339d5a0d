"""Digests of bytes: hashlib.sha256(b"...").hexdigest(). The algorithms are in `_hashlib`."""

from _hashlib import blake2b, blake2s
from _hashlib import new as _new

algorithms_guaranteed = {
    "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s",
    "sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256",
}
algorithms_available = algorithms_guaranteed | {"sha512_224", "sha512_256"}

__all__ = (*sorted(algorithms_guaranteed), "new", "algorithms_guaranteed", "algorithms_available", "file_digest", "pbkdf2_hmac")

_absent = object()


def _data(name, data, string):
    """What a digest begins with, given as `data` or by its old name."""
    if string is _absent:
        return b"" if data is _absent else data
    if data is not _absent:
        raise TypeError("'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.")
    return string


def new(name, data=b"", *, usedforsecurity=True, **kwargs):
    """A digest by the algorithm of a name, already fed with data."""
    if kwargs or name in ("blake2b", "blake2s"):
        return {"blake2b": blake2b, "blake2s": blake2s}[name](data, **kwargs)
    if not isinstance(name, str):
        raise TypeError(f"new() argument 'name' must be str, not {type(name).__name__}")
    return _new(name, data)


def _constructor(name):
    def construct(data=_absent, *, usedforsecurity=True, string=_absent):
        return _new(name, _data(name, data, string))

    construct.__name__ = construct.__qualname__ = f"openssl_{name}"
    construct.__doc__ = f"A {name} digest, already fed with data."
    return construct


md5 = _constructor("md5")
sha1 = _constructor("sha1")
sha224 = _constructor("sha224")
sha256 = _constructor("sha256")
sha384 = _constructor("sha384")
sha512 = _constructor("sha512")
sha3_224 = _constructor("sha3_224")
sha3_256 = _constructor("sha3_256")
sha3_384 = _constructor("sha3_384")
sha3_512 = _constructor("sha3_512")
shake_128 = _constructor("shake_128")
shake_256 = _constructor("shake_256")


def file_digest(fileobj, digest, /, *, _bufsize=2**18):
    """The digest of what is left in a binary file; `digest` is a name or makes an empty digest."""
    made = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, "getbuffer"):
        made.update(fileobj.getbuffer())
        return made
    if not (hasattr(fileobj, "readinto") and hasattr(fileobj, "readable") and fileobj.readable()):
        raise ValueError(f"'{fileobj!r}' is not a file-like object in binary reading mode.")
    while part := fileobj.read(_bufsize):
        made.update(part)
    return made


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """A key made of a password: PBKDF2 with HMAC."""
    from hmac import HMAC

    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    length = new(hash_name).digest_size if dklen is None else dklen
    if length < 1:
        raise ValueError("key length must be greater than 0.")
    keyed = HMAC(password, digestmod=hash_name)
    key = b""
    block = 0
    while len(key) < length:
        block += 1
        mac = keyed.copy()
        mac.update(bytes(salt) + block.to_bytes(4, "big"))
        turn = mac.digest()
        total = int.from_bytes(turn, "big")
        for _ in range(iterations - 1):
            mac = keyed.copy()
            mac.update(turn)
            turn = mac.digest()
            total ^= int.from_bytes(turn, "big")
        key += total.to_bytes(len(turn), "big")
    return key[:length]
