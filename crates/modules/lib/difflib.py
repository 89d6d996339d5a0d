"""Differences: of two sequences, of two texts line by line.

SequenceMatcher finds what two sequences have in common, as a person would: the longest run
that both contain, then the same to its left and to its right. All else builds on it: ndiff()
and Differ (lines, and what differs within them), unified_diff() and context_diff() (only the
changes, with some lines around them), get_close_matches() (words like a word).
"""

from collections import namedtuple
from heapq import nlargest

__all__ = [
    "get_close_matches", "ndiff", "restore", "SequenceMatcher", "Differ", "IS_CHARACTER_JUNK",
    "IS_LINE_JUNK", "context_diff", "unified_diff", "diff_bytes", "HtmlDiff", "Match",
]


def __getattr__(name):
    if name == "HtmlDiff":
        raise AttributeError("Gila does not support difflib.HtmlDiff")
    raise AttributeError


Match = namedtuple("Match", "a b size")


def _ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Compares two sequences of hashable elements.

    `isjunk(element)` says which elements of b are no beginning of a match. Elements that
    are very frequent in a long b are no beginning either, unless autojunk is false.
    """

    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.isjunk = isjunk
        self.a = self.b = None
        self.autojunk = autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        if a is not self.a:
            self.a = a
            self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        if b is not self.b:
            self.b = b
            self.matching_blocks = self.opcodes = None
            self.fullbcount = None
            self._index()

    def _index(self):
        """Where in b each element is, without those that begin no match."""
        self.b2j = places = {}
        for j, element in enumerate(self.b):
            places.setdefault(element, []).append(j)
        self.bjunk = set(filter(self.isjunk, places)) if self.isjunk else set()
        for element in self.bjunk:
            del places[element]
        self.bpopular = set()
        n = len(self.b)
        if self.autojunk and n >= 200:
            self.bpopular = {each for each, where in places.items() if len(where) > n // 100 + 1}
            for element in self.bpopular:
                del places[element]

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        """The longest run in both a[alo:ahi] and b[blo:bhi]; of several, the one that begins
        first in a, and of those the one that begins first in b."""
        a, b, places = self.a, self.b, self.b2j
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        best_a, best_b, best = alo, blo, 0
        ending = {}         # how long the run is that ends at a[i - 1] and b[j]
        for i in range(alo, ahi):
            now = {}
            for j in places.get(a[i], ()):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                size = now[j] = ending.get(j - 1, 0) + 1
                if size > best:
                    best_a, best_b, best = i - size + 1, j - size + 1, size
            ending = now
        # Frequent elements, then junk, may prolong what was found.
        for is_junk in (False, True):
            while (best_a > alo and best_b > blo and a[best_a - 1] == b[best_b - 1]
                   and (b[best_b - 1] in self.bjunk) == is_junk):
                best_a, best_b, best = best_a - 1, best_b - 1, best + 1
            while (best_a + best < ahi and best_b + best < bhi
                   and a[best_a + best] == b[best_b + best]
                   and (b[best_b + best] in self.bjunk) == is_junk):
                best += 1
        return Match(best_a, best_b, best)

    def get_matching_blocks(self):
        """All runs that match, in order; at the end an empty one."""
        if self.matching_blocks is not None:
            return self.matching_blocks
        len_a, len_b = len(self.a), len(self.b)
        todo, found = [(0, len_a, 0, len_b)], []
        while todo:
            alo, ahi, blo, bhi = todo.pop()
            i, j, size = match = self.find_longest_match(alo, ahi, blo, bhi)
            if not size:
                continue
            found.append(match)
            if alo < i and blo < j:
                todo.append((alo, i, blo, j))
            if i + size < ahi and j + size < bhi:
                todo.append((i + size, ahi, j + size, bhi))
        found.sort()
        blocks = []
        for i, j, size in found:
            if blocks and blocks[-1][0] + blocks[-1][2] == i and blocks[-1][1] + blocks[-1][2] == j:
                # Goes on where the one before ended.
                before = blocks.pop()
                i, j, size = before.a, before.b, before.size + size
            blocks.append(Match(i, j, size))
        blocks.append(Match(len_a, len_b, 0))
        self.matching_blocks = blocks
        return blocks

    def get_opcodes(self):
        """How to make b of a: (what, a from, a to, b from, b to), where `what` is replace,
        delete, insert or equal."""
        if self.opcodes is not None:
            return self.opcodes
        self.opcodes = codes = []
        i = j = 0
        for at_a, at_b, size in self.get_matching_blocks():
            if i < at_a and j < at_b:
                codes.append(("replace", i, at_a, j, at_b))
            elif i < at_a:
                codes.append(("delete", i, at_a, j, at_b))
            elif j < at_b:
                codes.append(("insert", i, at_a, j, at_b))
            i, j = at_a + size, at_b + size
            if size:
                codes.append(("equal", at_a, i, at_b, j))
        return codes

    def get_grouped_opcodes(self, n=3):
        """The opcodes in groups: changes with up to n equal elements around them."""
        codes = self.get_opcodes() or [("equal", 0, 1, 0, 1)]
        codes = codes[:]
        if codes[0][0] == "equal":
            tag, i1, i2, j1, j2 = codes[0]
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        if codes[-1][0] == "equal":
            tag, i1, i2, j1, j2 = codes[-1]
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == "equal" and i2 - i1 > 2 * n:
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == "equal"):
            yield group

    def ratio(self):
        """How alike they are, from 0 to 1."""
        matches = sum(size for _, _, size in self.get_matching_blocks())
        return _ratio(matches, len(self.a) + len(self.b))

    def quick_ratio(self):
        """At least ratio(): as if the order did not matter."""
        if self.fullbcount is None:
            self.fullbcount = counts = {}
            for element in self.b:
                counts[element] = counts.get(element, 0) + 1
        left, matches = {}, 0
        for element in self.a:
            available = left.get(element, self.fullbcount.get(element, 0))
            left[element] = available - 1
            if available > 0:
                matches += 1
        return _ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """At least quick_ratio(): by the lengths alone."""
        len_a, len_b = len(self.a), len(self.b)
        return _ratio(min(len_a, len_b), len_a + len_b)


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """The n words most like a word, the best first; none whose ratio is below the cutoff."""
    if not n > 0:
        raise ValueError(f"n must be > 0: {n!r}")
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f"cutoff must be in [0.0, 1.0]: {cutoff!r}")
    found = []
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    for each in possibilities:
        matcher.set_seq1(each)
        if (matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff
                and matcher.ratio() >= cutoff):
            found.append((matcher.ratio(), each))
    return [each for _, each in nlargest(n, found)]


class Differ:
    """Compares lists of lines. Lines of the result begin with what they are: "- " only in the
    first, "+ " only in the second, "  " in both, "? " in neither: it marks what differs."""

    _CUTOFF = 0.74999       # lines must be more alike than that to be shown as a pair
    _WINDOW = 10            # how far from its place a line's partner is looked for

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        matcher = SequenceMatcher(self.linejunk, a, b)
        for tag, alo, ahi, blo, bhi in matcher.get_opcodes():
            if tag == "replace":
                yield from self._similar(a[alo:ahi], b[blo:bhi])
            elif tag == "equal":
                yield from _marked("  ", a[alo:ahi])
            else:
                yield from _marked("- ", a[alo:ahi])
                yield from _marked("+ ", b[blo:bhi])

    def _similar(self, a, b):
        """Lines in the place of others: those that are much alike come in pairs."""
        matcher = SequenceMatcher(self.charjunk)
        from_a = from_b = 0         # not yet shown
        for j, line in enumerate(b):
            near = range(max(j - self._WINDOW, from_a), min(j + self._WINDOW + 1, len(a)))
            if not near:
                break
            matcher.set_seq2(line)
            partner, best = None, self._CUTOFF
            for i in near:
                matcher.set_seq1(a[i])
                if (matcher.real_quick_ratio() > best and matcher.quick_ratio() > best
                        and matcher.ratio() > best):
                    partner, best = i, matcher.ratio()
            if partner is None:
                continue
            yield from _replaced(a[from_a:partner], b[from_b:j])
            yield from self._pair(a[partner], line)
            from_a, from_b = partner + 1, j + 1
        yield from _replaced(a[from_a:], b[from_b:])

    def _pair(self, old, new):
        """Two lines, and marks below them where they differ."""
        if old == new:
            yield "  " + old
            return
        old_marks = new_marks = ""
        for tag, i1, i2, j1, j2 in SequenceMatcher(self.charjunk, old, new).get_opcodes():
            in_old, in_new = {"replace": "^^", "delete": "- ", "insert": " +", "equal": "  "}[tag]
            old_marks += in_old * (i2 - i1)
            new_marks += in_new * (j2 - j1)
        yield "- " + old
        yield from _marks(old, old_marks)
        yield "+ " + new
        yield from _marks(new, new_marks)


def _marked(mark, lines):
    for line in lines:
        yield mark + line


def _replaced(a, b):
    """Lines in the place of others; the fewer come first."""
    if len(b) < len(a) and b:
        yield from _marked("+ ", b)
        yield from _marked("- ", a)
    else:
        yield from _marked("- ", a)
        yield from _marked("+ ", b)


def _marks(line, marks):
    """The line of marks, if there is one; tabs and the like stay, so that it lines up."""
    marks = "".join(c if mark == " " and c.isspace() else mark for c, mark in zip(line, marks))
    if marks := marks.rstrip():
        yield f"? {marks}\n"


def IS_LINE_JUNK(line, pat=None):
    """Whether a line is empty, or a single #."""
    if pat is None:
        return line.strip() in ("", "#")
    return pat(line) is not None


def IS_CHARACTER_JUNK(ch, ws=" \t"):
    """Whether a character is a blank or tab."""
    return ch in ws


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """The lines of both, marked; see Differ."""
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """The first (1) or second (2) list of lines that an ndiff() was made of."""
    try:
        tag = {1: "- ", 2: "+ "}[int(which)]
    except KeyError:
        raise ValueError(f"unknown delta choice (must be 1 or 2): {which!r}") from None
    for line in delta:
        if line[:2] in ("  ", tag):
            yield line[2:]


def _check_texts(a, b, *names):
    if a and not isinstance(a[0], str):
        raise TypeError(f"lines to compare must be str, not {type(a[0]).__name__} ({a[0]!r})")
    if b and not isinstance(b[0], str):
        raise TypeError(f"lines to compare must be str, not {type(b[0]).__name__} ({b[0]!r})")
    if isinstance(a, str):
        raise TypeError("input must be a sequence of strings, not str")
    if isinstance(b, str):
        raise TypeError("input must be a sequence of strings, not str")
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"all arguments must be str, not: {name!r}")


def _heading(mark, name, date, end):
    return f"{mark} {name}\t{date}{end}" if date else f"{mark} {name}{end}"


def _unified_range(start, stop):
    length = stop - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def unified_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"):
    """The changes with n lines around them, deleted and added lines mixed."""
    _check_texts(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield _heading("---", fromfile, fromfiledate, lineterm)
            yield _heading("+++", tofile, tofiledate, lineterm)
        old = _unified_range(group[0][1], group[-1][2])
        new = _unified_range(group[0][3], group[-1][4])
        yield f"@@ -{old} +{new} @@{lineterm}"
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from _marked(" ", a[i1:i2])
                continue
            if tag in ("replace", "delete"):
                yield from _marked("-", a[i1:i2])
            if tag in ("replace", "insert"):
                yield from _marked("+", b[j1:j2])


def _context_range(start, stop):
    length = stop - start
    first = start + 1 if length else start
    return str(first) if length <= 1 else f"{first},{first + length - 1}"


def context_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"):
    """The changes with n lines around them, first as they were, then as they are."""
    _check_texts(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    marks = {"insert": "+ ", "delete": "- ", "replace": "! ", "equal": "  "}
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield _heading("***", fromfile, fromfiledate, lineterm)
            yield _heading("---", tofile, tofiledate, lineterm)
        yield f"***************{lineterm}"
        for lines, stars, at, own in ((a, "***", 1, "delete"), (b, "---", 3, "insert")):
            where = _context_range(group[0][at], group[-1][at + 1])
            yield f"{stars} {where} {stars}{'*' if at == 1 else '-'}{lineterm}"
            if any(code[0] in ("replace", own) for code in group):
                for code in group:
                    if code[0] in (own, "replace", "equal"):
                        yield from _marked(marks[code[0]], lines[code[at]:code[at + 1]])


def diff_bytes(dfunc, a, b, fromfile=b"", tofile=b"", fromfiledate=b"", tofiledate=b"", n=3,
               lineterm=b"\n"):
    """What unified_diff() or context_diff() say of lines of bytes, of no known encoding."""
    def text(data):
        try:
            return data.decode("ascii", "surrogateescape")
        except AttributeError as error:
            kind = type(data).__name__
            raise TypeError(f"all arguments must be bytes, not {kind} ({data!r})") from error
    lines = dfunc(list(map(text, a)), list(map(text, b)), text(fromfile), text(tofile),
                  text(fromfiledate), text(tofiledate), n, text(lineterm))
    for line in lines:
        yield line.encode("ascii", "surrogateescape")
