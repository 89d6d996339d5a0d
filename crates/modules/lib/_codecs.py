"""Encoding and decoding as functions, under the names that pickles know."""


def encode(obj, encoding="utf-8", errors="strict"):
    """The text, encoded."""
    return obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    """The bytes, decoded."""
    return bytes(obj).decode(encoding, errors)


_ESCAPES = {"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92, "'": 39, '"': 34}


def escape_decode(data, errors="strict"):
    """The bytes behind the inside of a bytes literal, and how many were read."""
    import re

    def replaced(match):
        text = match[1].decode("latin1")
        if text == "\n":
            return b""
        if text in _ESCAPES:
            return bytes([_ESCAPES[text]])
        if text[0] == "x":
            return bytes([int(text[1:], 16)])
        if text[0] in "01234567":
            return bytes([int(text, 8) & 0xFF])
        return match[0]

    if isinstance(data, str):
        data = data.encode()
    return re.sub(rb"(?s)\\(x[0-9a-fA-F]{2}|[0-7]{1,3}|.)", replaced, data), len(data)
