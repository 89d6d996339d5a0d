"""Names that fit patterns of shells: * is any text, ? any character, [seq] one of those, [!seq] none of them."""

import functools
import os
import re

__all__ = ["filter", "filterfalse", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Whether a name fits a pattern, both as the system compares names."""
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


@functools.lru_cache(maxsize=32768, typed=True)
def _matcher(pat):
    if isinstance(pat, bytes):
        return re.compile(translate(str(pat, "latin1")).encode("latin1")).match
    return re.compile(translate(pat)).match


def fnmatchcase(name, pat):
    """Whether a name fits a pattern; upper and lower case differ."""
    return _matcher(pat)(name) is not None


def filter(names, pat):
    """The names that fit."""
    match = _matcher(os.path.normcase(pat))
    return [name for name in names if match(os.path.normcase(name))]


def filterfalse(names, pat):
    """The names that do not fit."""
    match = _matcher(os.path.normcase(pat))
    return [name for name in names if not match(os.path.normcase(name))]


def _set(inside):
    """What stands between brackets, as a set of `re`; ranges that are empty are left out."""
    if "-" not in inside:
        inside = inside.replace("\\", r"\\")
    else:
        parts, start = [], 0
        at = inside.find("-", 2 if inside[0] == "!" else 1)
        while at >= 0:
            parts.append(inside[start:at])
            start = at + 1
            at = inside.find("-", at + 3)
        rest = inside[start:]
        if rest:
            parts.append(rest)
        else:
            parts[-1] += "-"
        for number in range(len(parts) - 1, 0, -1):
            if parts[number - 1][-1] > parts[number][0]:
                parts[number - 1] = parts[number - 1][:-1] + parts[number][1:]
                del parts[number]
        inside = "-".join(part.replace("\\", r"\\").replace("-", r"\-") for part in parts)
    inside = re.sub(r"([&~|])", r"\\\1", inside)
    if not inside:
        return "(?!)"
    if inside == "!":
        return "."
    if inside[0] == "!":
        inside = "^" + inside[1:]
    elif inside[0] in ("^", "["):
        inside = "\\" + inside
    return f"[{inside}]"


def translate(pat):
    """The pattern as one of `re`."""
    parts, at = [], 0
    while at < len(pat):
        c = pat[at]
        at += 1
        if c == "*":
            if not parts or parts[-1] != "*":
                parts.append("*")
        elif c == "?":
            parts.append(".")
        elif c == "[":
            end = at
            if end < len(pat) and pat[end] == "!":
                end += 1
            if end < len(pat) and pat[end] == "]":
                end += 1
            end = pat.find("]", end)
            if end < 0:
                parts.append("\\[")
            else:
                parts.append(_set(pat[at:end]))
                at = end + 1
        else:
            parts.append(re.escape(c))
    stars = [number for number, part in enumerate(parts) if part == "*"]
    # Up to the next star nothing needs to be tried again, so the text between two stars is an atomic group.
    text, open_group = "", False
    for number, part in enumerate(parts):
        if part != "*":
            text += part
            continue
        text += ")" if open_group else ""
        open_group = number != stars[-1]
        text += "(?>.*?" if open_group else ".*"
    return rf"(?s:{text})\z"
