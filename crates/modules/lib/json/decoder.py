"""From JSON to objects."""

import re

__all__ = ["JSONDecoder", "JSONDecodeError"]


class JSONDecodeError(ValueError):
    """Text that is not JSON: what is wrong (msg), in which text (doc), where (pos, lineno, colno)."""

    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


_constants = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
_escapes = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}

_space = re.compile(r"[ \t\n\r]*").match
_number = re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?").match
_plain = re.compile(r'[^"\\\x00-\x1f]*').match
_loose = re.compile(r'[^"\\]*').match
_four_digits = re.compile(r"[0-9A-Fa-f]{4}").match


def scanstring(s, end, strict=True):
    """The string that begins behind a quotation mark, and where it ends."""
    begin = end - 1
    plain = _plain if strict else _loose
    match = plain(s, end)
    if s[match.end() : match.end() + 1] == '"':
        return match[0], match.end() + 1
    parts = []
    while True:
        match = plain(s, end)
        parts.append(match[0])
        end = match.end()
        c = s[end : end + 1]
        if not c:
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        if c == '"':
            return "".join(parts), end + 1
        if c != "\\":
            raise JSONDecodeError("Invalid control character at", s, end)
        escape = s[end + 1 : end + 2]
        if not escape:
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        if escape != "u":
            if escape not in _escapes:
                raise JSONDecodeError("Invalid \\escape", s, end)
            parts.append(_escapes[escape])
            end += 2
            continue
        digits = _four_digits(s, end + 2)
        if digits is None:
            raise JSONDecodeError("Invalid \\uXXXX escape", s, end + 1)
        code = int(digits[0], 16)
        end += 6
        if 0xD800 <= code <= 0xDBFF and s.startswith("\\u", end):
            digits = _four_digits(s, end + 2)
            low = int(digits[0], 16) if digits else 0
            if 0xDC00 <= low <= 0xDFFF:
                code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00))
                end += 6
        parts.append(chr(code))


class JSONDecoder:
    """Reads JSON; what objects, numbers and constants become can be changed."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _constants.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.memo = {}

    def decode(self, s):
        """The object of a text that is JSON and nothing else."""
        obj, end = self.raw_decode(s, _space(s, 0).end())
        end = _space(s, end).end()
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        """The object that begins at an index, and where it ends."""
        if idx < 0:
            raise ValueError("idx cannot be negative")
        try:
            return self._value(s, idx)
        finally:
            self.memo.clear()

    def _value(self, s, at):
        c = s[at : at + 1]
        if c == '"':
            return scanstring(s, at + 1, self.strict)
        if c == "{":
            return self._object(s, at + 1)
        if c == "[":
            return self._array(s, at + 1)
        number = _number(s, at)
        if number is not None:
            whole, fraction, exponent = number.groups()
            if fraction or exponent:
                return self.parse_float(number[0]), number.end()
            return self.parse_int(whole), number.end()
        for word, value in ("null", None), ("true", True), ("false", False):
            if s.startswith(word, at):
                return value, at + len(word)
        for word in _constants:
            if s.startswith(word, at):
                return self.parse_constant(word), at + len(word)
        raise JSONDecodeError("Expecting value", s, at)

    def _object(self, s, at):
        pairs = []
        at = _space(s, at).end()
        if s[at : at + 1] == "}":
            return self._made_object(pairs), at + 1
        while True:
            if s[at : at + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
            key, at = scanstring(s, at + 1, self.strict)
            key = self.memo.setdefault(key, key)
            at = _space(s, at).end()
            if s[at : at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, _space(s, at + 1).end())
            pairs.append((key, value))
            at = _space(s, at).end()
            c = s[at : at + 1]
            if c == "}":
                return self._made_object(pairs), at + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma = at
            at = _space(s, at + 1).end()
            if s[at : at + 1] == "}":
                raise JSONDecodeError("Illegal trailing comma before end of object", s, comma)

    def _made_object(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        made = dict(pairs)
        return made if self.object_hook is None else self.object_hook(made)

    def _array(self, s, at):
        items = []
        at = _space(s, at).end()
        if s[at : at + 1] == "]":
            return items, at + 1
        while True:
            value, at = self._value(s, at)
            items.append(value)
            at = _space(s, at).end()
            c = s[at : at + 1]
            if c == "]":
                return items, at + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma = at
            at = _space(s, at + 1).end()
            if s[at : at + 1] == "]":
                raise JSONDecodeError("Illegal trailing comma before end of array", s, comma)
