"""How values are shown in the text of a failure, and how bags of values are compared."""

from collections import Counter, namedtuple
from os.path import commonprefix

__unittest = True

_LONGEST = 80           # of a value's text, in a failure's first line
_PLACEHOLDER = 12       # what "[123 chars]" takes, about
_HEAD = _TAIL = _COMMON = 5
# What is shown of the part that differs, if all else is at its shortest.
_DIFFERENT = _LONGEST - (_HEAD + _PLACEHOLDER + _COMMON + _PLACEHOLDER + _TAIL)


def safe_repr(obj, short=False):
    """The repr, or at least object's, if the own one fails."""
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if short and len(text) >= _LONGEST:
        text = text[:_LONGEST] + " [truncated]..."
    return text


def _cut_middle(text, head, tail):
    """Leave out the middle of a text, if that makes it shorter."""
    left_out = len(text) - head - tail
    if left_out <= _PLACEHOLDER:
        return text
    return f"{text[:head]}[{left_out} chars]{text[len(text) - tail:]}"


def _common_shorten_repr(*values):
    """The values' reprs; of long ones, what they have in common is shortened first."""
    texts = tuple(map(safe_repr, values))
    longest = max(map(len, texts))
    if longest <= _LONGEST:
        return texts
    prefix = commonprefix(texts)
    rests = [text[len(prefix):] for text in texts]
    room = _LONGEST - (longest - len(prefix)) - _HEAD - _PLACEHOLDER
    if room > _COMMON:
        prefix = _cut_middle(prefix, _HEAD, room)
    else:
        prefix = _cut_middle(prefix, _HEAD, _COMMON)
        rests = [_cut_middle(rest, _DIFFERENT, _TAIL) for rest in rests]
    return tuple(prefix + rest for rest in rests)


def strclass(cls):
    return f"{cls.__module__}.{cls.__qualname__}"


def three_way_cmp(x, y):
    """-1, 0 or 1, as a sort's old comparison functions answered."""
    return (x > y) - (x < y)


def sorted_list_difference(expected, actual):
    """What only one of two sorted lists has: what is missing, what is too much."""
    missing, unexpected = [], []
    i = j = 0
    while i < len(expected) and j < len(actual):
        e, a = expected[i], actual[j]
        if e < a:
            missing.append(e)
        elif a < e:
            unexpected.append(a)
        # Runs of equal values count once.
        if not a < e:
            i = _behind(expected, i, e)
        if not e < a:
            j = _behind(actual, j, a)
    return missing + expected[i:], unexpected + actual[j:]


def _behind(values, at, value):
    while at < len(values) and values[at] == value:
        at += 1
    return at


def unorderable_list_difference(expected, actual):
    """The same for values that have no order; takes what is found out of `actual`."""
    missing = []
    while expected:
        value = expected.pop()
        try:
            actual.remove(value)
        except ValueError:
            missing.append(value)
    return missing, actual


_Mismatch = namedtuple("Mismatch", "actual expected value")


def _count_diff_hashable(actual, expected):
    """Which values two iterables hold in different numbers."""
    ours, theirs = Counter(actual), Counter(expected)
    found = [_Mismatch(n, theirs[value], value) for value, n in ours.items() if n != theirs[value]]
    found += [_Mismatch(0, n, value) for value, n in theirs.items() if value not in ours]
    return found


def _count_diff_all_purpose(actual, expected):
    """The same for values that can only be compared with ==."""
    ours, theirs = list(actual), list(expected)
    found = []
    while ours or theirs:
        value = (ours or theirs)[0]
        counts = []
        for values in (ours, theirs):
            kept = [other for other in values if not other == value and other is not value]
            counts.append(len(values) - len(kept))
            values[:] = kept
        if counts[0] != counts[1]:
            found.append(_Mismatch(*counts, value))
    return found
