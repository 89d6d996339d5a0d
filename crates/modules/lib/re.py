"""Regular expressions.

The functions here compile a pattern, remember it, and call the method of the same name. Patterns and matches are
made in `_re`.
"""

import enum
import functools

from _re import Match, Pattern
from _re import compile as _make

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape",
    "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE",
    "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError",
]

__version__ = "2.2.1"


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128
    __str__ = object.__str__
    _numeric_repr_ = hex


class PatternError(Exception):
    """A pattern or a template that is wrong: what (msg), in which (pattern), where (pos, lineno, colno)."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is None or pos is None:
            self.lineno = self.colno = None
        else:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


error = PatternError


def match(pattern, string, flags=0):
    """Match the pattern at the beginning of the string; a Match, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Match the pattern against all of the string; a Match, or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Find the first place in the string where the pattern matches; a Match, or None."""
    return _compile(pattern, flags).search(string)


class _Absent(int):
    """A zero that was not given."""


_absent = _Absent()


def _positional(function, names, given, values):
    """Arguments that should have been given by keyword: warn, and refuse those given twice or in excess."""
    import warnings

    values = list(values)
    for index, name in enumerate(names[: len(given)]):
        if values[index] is not _absent:
            raise TypeError(f"{function}() got multiple values for argument '{name}'")
        values[index] = given[index]
    if len(given) > len(names):
        most = {"split": 4}.get(function, 5)
        first = {"split": 2}.get(function, 3)
        raise TypeError(f"{function}() takes from {first} to {most} positional arguments but {first + len(given)} were given")
    warnings.warn(f"'{names[0]}' is passed as positional argument", DeprecationWarning, stacklevel=3)
    return values


def sub(pattern, repl, string, *args, count=_absent, flags=_absent):
    """Replace where the pattern matches: by the template `repl`, or by what it gives when called with the Match."""
    if args:
        count, flags = _positional("sub", ("count", "flags"), args, (count, flags))
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=_absent, flags=_absent):
    """As sub(), but gives the new string and how often something was replaced."""
    if args:
        count, flags = _positional("subn", ("count", "flags"), args, (count, flags))
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, *args, maxsplit=_absent, flags=_absent):
    """Split the string where the pattern matches; the texts of groups are among the parts."""
    if args:
        maxsplit, flags = _positional("split", ("maxsplit", "flags"), args, (maxsplit, flags))
    return _compile(pattern, flags).split(string, maxsplit)


for _function, _names in (sub, "repl, string"), (subn, "repl, string"), (split, "string"):
    _last = "maxsplit" if _function is split else "count"
    _function.__text_signature__ = f"(pattern, {_names}, {_last}=0, flags=0)"
del _function, _names, _last


def findall(pattern, string, flags=0):
    """All matches: their texts, or those of the only group, or tuples of those of all groups."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all matches."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """A Pattern."""
    return _compile(pattern, flags)


def purge():
    """Forget the patterns that were compiled."""
    _cache.clear()


_special = {c: "\\" + chr(c) for c in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """The pattern that matches just this text."""
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, "latin1").translate(_special).encode("latin1")


# Patterns by class, text and flags; the oldest is dropped for the newest.
_cache = {}
_MAXCACHE = 512


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    key = type(pattern), pattern, flags
    try:
        return _cache[key]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    made, warnings_about = _make(pattern, flags)
    if warnings_about:
        import warnings

        for text in warnings_about:
            warnings.warn(text, FutureWarning, stacklevel=3)
    if len(_cache) >= _MAXCACHE:
        try:
            del _cache[next(iter(_cache))]
        except (KeyError, RuntimeError, StopIteration):
            # Another thread was here.
            pass
    _cache[key] = made
    return made


def _rebuild(pattern):
    return _compile, (pattern.pattern, pattern.flags)


import copyreg

copyreg.pickle(Pattern, _rebuild, _compile)
