"""Bytes as text of ASCII characters, and back: hexadecimal digits, base64. The loops are in `_binascii`."""

from _binascii import a2b_base64, b2a_base64, crc32, crc_hqx, unhexlify


class Error(ValueError):
    """Text that is not well formed."""


class Incomplete(Exception):
    """Text that ends too early."""


def hexlify(data, sep=None, bytes_per_sep=1):
    """Hexadecimal digits, as bytes; perhaps with a separator between groups, counted from the right."""
    if sep is not None and len(sep) != 1:
        raise ValueError("sep must be length 1.")
    try:
        data = bytes(memoryview(data))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None
    if sep is None or not data:
        return data.hex().encode()
    return data.hex(sep, bytes_per_sep).encode()


a2b_hex = unhexlify
b2a_hex = hexlify
