"""From objects to JSON."""

import re

__all__ = ["JSONEncoder"]

_escapes = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_special = re.compile(r'[\x00-\x1f\\"]')
_special_or_not_ascii = re.compile(r'([\\"]|[^\ -~])')


def _escaped(match):
    c = match[0]
    if c in _escapes:
        return _escapes[c]
    code = ord(c)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}"


def encode_basestring(s):
    """A string as JSON."""
    return '"' + _special.sub(_escaped, s) + '"'


def encode_basestring_ascii(s):
    """A string as JSON, in ASCII characters."""
    return '"' + _special_or_not_ascii.sub(_escaped, s) + '"'


class JSONEncoder:
    """Writes JSON; default() may be overridden for other objects."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """What to write in place of an object that JSON does not know."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """An object as JSON."""
        return "".join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        """The parts of the JSON of an object."""
        string = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        return _Writing(self, string, indent).parts(o, 0)


class _Writing:
    """One call of iterencode(): its options, and the containers it is in."""

    def __init__(self, encoder, string, indent):
        self.encoder, self.string, self.indent = encoder, string, indent
        self.inside = {} if encoder.check_circular else None

    def float(self, o):
        if o != o:
            text = "NaN"
        elif o in (float("inf"), float("-inf")):
            text = "Infinity" if o > 0 else "-Infinity"
        else:
            return float.__repr__(o)
        if not self.encoder.allow_nan:
            raise ValueError(f"Out of range float values are not JSON compliant: {o!r}")
        return text

    def scalar(self, o):
        """The JSON of what is no container; None for others."""
        if isinstance(o, str):
            return self.string(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self.float(o)
        return None

    def enter(self, o):
        if self.inside is not None:
            if id(o) in self.inside:
                raise ValueError("Circular reference detected")
            self.inside[id(o)] = o

    def leave(self, o):
        if self.inside is not None:
            del self.inside[id(o)]

    def parts(self, o, level):
        text = self.scalar(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            yield from self.array(o, level)
        elif isinstance(o, dict):
            yield from self.object(o, level)
        else:
            self.enter(o)
            instead = self.encoder.default(o)
            try:
                yield from self.parts(instead, level)
            except Exception as error:
                error.add_note(f"when serializing {type(o).__name__} object")
                raise
            self.leave(o)

    def array(self, items, level):
        if not items:
            yield "[]"
            return
        self.enter(items)
        separator, end = self.encoder.item_separator, "]"
        before = "["
        if self.indent is not None:
            newline = "\n" + self.indent * (level + 1)
            before, separator, end = before + newline, separator + newline, "\n" + self.indent * level + end
        for number, item in enumerate(items):
            text = self.scalar(item)
            try:
                if text is not None:
                    yield before + text
                else:
                    yield before
                    yield from self.parts(item, level + 1)
            except GeneratorExit:
                raise
            except BaseException as error:
                error.add_note(f"when serializing {type(items).__name__} item {number}")
                raise
            before = separator
        yield end
        self.leave(items)

    def key(self, key):
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return self.float(key)
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return int.__repr__(key)
        if self.encoder.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def object(self, pairs, level):
        if not pairs:
            yield "{}"
            return
        self.enter(pairs)
        yield "{"
        separator, before, end = self.encoder.item_separator, "", "}"
        if self.indent is not None:
            newline = "\n" + self.indent * (level + 1)
            before, separator, end = newline, separator + newline, "\n" + self.indent * level + end
        wrote = False
        for key, value in sorted(pairs.items()) if self.encoder.sort_keys else pairs.items():
            name = self.key(key)
            if name is None:
                continue
            if before:
                yield before
            yield self.string(name)
            yield self.encoder.key_separator
            before, wrote = separator, True
            try:
                text = self.scalar(value)
                if text is not None:
                    yield text
                else:
                    yield from self.parts(value, level + 1)
            except GeneratorExit:
                raise
            except BaseException as error:
                error.add_note(f"when serializing {type(pairs).__name__} item {key!r}")
                raise
        yield end if wrote else "}"
        self.leave(pairs)
