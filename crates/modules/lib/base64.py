"""Bytes as text: base64, base32, base16, base85, and back."""

import binascii

__all__ = [
    "encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode", "b32hexencode",
    "b32hexdecode", "b16encode", "b16decode", "b85encode", "b85decode", "a85encode", "a85decode", "z85encode", "z85decode",
    "standard_b64encode", "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode",
]


def _bytes(data):
    """Text or anything bytes-like as bytes."""
    if isinstance(data, str):
        try:
            return data.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if isinstance(data, (bytes, bytearray)):
        return bytes(data)
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError(f"argument should be a bytes-like object or ASCII string, not {type(data).__name__!r}") from None


def b64encode(s, altchars=None):
    """Base64; `altchars` are two characters for + and /."""
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b"+/", altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    """The bytes behind base64; with `validate`, other characters are an error."""
    s = _bytes(s)
    if altchars is not None:
        altchars = _bytes(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    """Base64 with + and /."""
    return b64encode(s)


def standard_b64decode(s):
    """The bytes behind base64 with + and /."""
    return b64decode(s)


def urlsafe_b64encode(s):
    """Base64 with - and _."""
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    """The bytes behind base64 with - and _."""
    return b64decode(s, b"-_")


_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_B32_HEX = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"


def _b32encode(alphabet, s):
    s = bytes(memoryview(s))
    missing = -len(s) % 5
    number = int.from_bytes(s + bytes(missing), "big")
    count = (len(s) + missing) // 5 * 8
    digits = bytearray(count)
    for place in range(count - 1, -1, -1):
        digits[place] = alphabet[number & 31]
        number >>= 5
    padding = (0, 6, 4, 3, 1)[len(s) % 5]
    return bytes(digits[: count - padding]) + b"=" * padding


def _b32decode(alphabet, s, casefold, map01=None):
    s = _bytes(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _bytes(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        s = s.upper()
    digits = s.rstrip(b"=")
    padding = len(s) - len(digits)
    values = {digit: value for value, digit in enumerate(alphabet)}
    number = 0
    for digit in digits:
        if digit not in values:
            raise binascii.Error("Non-base32 digit found")
        number = number << 5 | values[digit]
    if padding not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    number <<= 5 * padding
    data = number.to_bytes(len(s) // 8 * 5, "big")
    return data[: len(data) - (padding * 5 + 7) // 8] if padding else data


def b32encode(s):
    """Base32."""
    return _b32encode(_B32, s)


def b32decode(s, casefold=False, map01=None):
    """The bytes behind base32."""
    return _b32decode(_B32, s, casefold, map01)


def b32hexencode(s):
    """Base32 with the digits 0-9 and A-V."""
    return _b32encode(_B32_HEX, s)


def b32hexdecode(s, casefold=False):
    """The bytes behind base32 with the digits 0-9 and A-V."""
    return _b32decode(_B32_HEX, s, casefold)


def b16encode(s):
    """Base16: upper-case hexadecimal digits."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """The bytes behind base16."""
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if s.translate(None, b"0123456789ABCDEF"):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


_B85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_A85 = bytes(range(33, 118))
_Z85 = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"


def _encode85(alphabet, data, pad=False, folds=()):
    """Five digits for four bytes; `folds` are single characters for some groups."""
    data = bytes(memoryview(data))
    missing = -len(data) % 4
    padded = data + bytes(missing)
    out = bytearray()
    for start in range(0, len(padded), 4):
        group = padded[start : start + 4]
        last = start + 4 == len(padded)
        short = next((fold for whole, fold in folds if whole == group), None)
        if short is not None and not (last and missing and not pad):
            out += short
            continue
        number = int.from_bytes(group, "big")
        digits = bytearray()
        for _ in range(5):
            number, digit = divmod(number, 85)
            digits.append(alphabet[digit])
        digits.reverse()
        out += digits[: 5 - missing] if last and not pad else digits
    return bytes(out)


def b85encode(b, pad=False):
    """Base85, as git has it."""
    return _encode85(_B85, b, pad)


def _decode85(alphabet, name, data):
    data = _bytes(data)
    values = {digit: value for value, digit in enumerate(alphabet)}
    missing = -len(data) % 5
    padded = data + bytes([alphabet[-1]]) * missing
    out = bytearray()
    for start in range(0, len(padded), 5):
        number = 0
        for place, digit in enumerate(padded[start : start + 5]):
            if digit not in values:
                raise ValueError(f"bad {name} character at position {start + place}")
            number = number * 85 + values[digit]
        if number > 0xFFFFFFFF:
            raise ValueError(f"{name} overflow in hunk starting at byte {start}")
        out += number.to_bytes(4, "big")
    return bytes(out[: len(out) - missing])


def b85decode(b):
    """The bytes behind base85."""
    return _decode85(_B85, "base85", b)


def z85encode(s):
    """Base85, as ZeroMQ has it."""
    return _encode85(_Z85, s)


def z85decode(s):
    """The bytes behind ZeroMQ's base85."""
    return _decode85(_Z85, "z85", s)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Ascii85."""
    folds = [(bytes(4), b"z")] + ([(b"    ", b"y")] if foldspaces else [])
    encoded = _encode85(_A85, b, pad, folds)
    if adobe:
        encoded = b"<~" + encoded
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [encoded[i : i + wrapcol] for i in range(0, len(encoded), wrapcol)]
        if adobe and lines and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        encoded = b"\n".join(lines)
    return encoded + b"~>" if adobe else encoded


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    """The bytes behind Ascii85."""
    b = _bytes(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    out, group = bytearray(), []
    for c in b + b"u" * 4:
        if 33 <= c <= 117:
            group.append(c - 33)
            if len(group) == 5:
                number = 0
                for digit in group:
                    number = number * 85 + digit
                if number > 0xFFFFFFFF:
                    raise ValueError("Ascii85 overflow")
                out += number.to_bytes(4, "big")
                group.clear()
        elif c == ord("z"):
            if group:
                raise ValueError("z inside Ascii85 5-tuple")
            out += bytes(4)
        elif foldspaces and c == ord("y"):
            if group:
                raise ValueError("y inside Ascii85 5-tuple")
            out += b"    "
        elif c not in ignorechars:
            raise ValueError(f"Non-Ascii85 digit found: {chr(c)}")
    padding = 4 - len(group)
    return bytes(out[:-padding]) if padding else bytes(out)


MAXLINESIZE = 76
MAXBINSIZE = MAXLINESIZE // 4 * 3


def encode(input, output):
    """Encode a binary file to lines of base64."""
    while part := input.read(MAXBINSIZE):
        while len(part) < MAXBINSIZE and (more := input.read(MAXBINSIZE - len(part))):
            part += more
        output.write(binascii.b2a_base64(part))


def decode(input, output):
    """Decode a file of base64 lines."""
    while line := input.readline():
        output.write(binascii.a2b_base64(line))


def _check_bytes(s):
    try:
        view = memoryview(s)
    except TypeError as error:
        raise TypeError(f"expected bytes-like object, not {type(s).__name__}") from error
    if view.format not in ("c", "b", "B"):
        raise TypeError(f"expected single byte elements, not {view.format!r} from {type(s).__name__}")
    if view.ndim != 1:
        raise TypeError(f"expected 1-D data, not {view.ndim}-D data from {type(s).__name__}")


def encodebytes(s):
    """Lines of base64."""
    _check_bytes(s)
    return b"".join(binascii.b2a_base64(s[i : i + MAXBINSIZE]) for i in range(0, len(s), MAXBINSIZE))


def decodebytes(s):
    """The bytes behind lines of base64."""
    _check_bytes(s)
    return binascii.a2b_base64(s)
