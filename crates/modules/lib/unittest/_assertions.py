"""What a test can assert of values. Each method fails with a text that shows them."""

import sys

from ._raising import _pattern
from .util import (
    _common_shorten_repr, _count_diff_all_purpose, _count_diff_hashable, safe_repr,
)

__unittest = True

_DIFF_OMITTED = "\nDiff is %s characters long. Set self.maxDiff to None to see it."


def _diff(first, second):
    """The difference of two texts or lists of lines."""
    import difflib
    if isinstance(first, str):
        first, second = first.splitlines(), second.splitlines()
    return "\n".join(difflib.ndiff(first, second))


def _shown(value):
    import pprint
    return pprint.pformat(value)


def _any_of(values):
    return f"any of {safe_repr(values)}" if isinstance(values, tuple) else safe_repr(values)


class Assertions:
    """The assert...() methods; TestCase has what they build on.

    `msg` is shown after the failure's own text, or in its place if longMessage is false.
    """

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        try:
            return f"{standardMsg} : {msg}"
        except UnicodeDecodeError:
            return f"{safe_repr(standardMsg)} : {safe_repr(msg)}"

    def _fail(self, msg, text):
        raise self.failureException(self._formatMessage(msg, text))

    def fail(self, msg=None):
        raise self.failureException(msg)

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail(msg, f"{safe_repr(expr)} is not true")

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail(msg, f"{safe_repr(expr)} is not false")

    # Equality.

    def _getAssertEqualityFunc(self, first, second):
        """The function that compares values of a type, if both are of that very type."""
        if type(first) is type(second):
            function = self._type_equality_funcs.get(type(first))
            if isinstance(function, str):
                function = getattr(self, function)
            if function is not None:
                return function
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            self._fail(msg, "%s != %s" % _common_shorten_repr(first, second))

    def assertEqual(self, first, second, msg=None):
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail(msg, f"{safe_repr(first)} == {safe_repr(second)}")

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Rounded to 7 places (or so many), their difference must be 0; or at most `delta`."""
        if first == second:
            return
        limit, difference, near = self._nearness(first, second, places, delta)
        if not near:
            self._fail(msg, f"{safe_repr(first)} != {safe_repr(second)} within {limit} "
                            f"({safe_repr(difference)} difference)")

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        limit, difference, near = self._nearness(first, second, places, delta)
        if not (near or first == second):
            return
        text = f"{safe_repr(first)} == {safe_repr(second)} within {limit}"
        if delta is not None:
            text += f" ({safe_repr(difference)} difference)"
        self._fail(msg, text)

    def _nearness(self, first, second, places, delta):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        difference = abs(first - second)
        if delta is not None:
            return f"{safe_repr(delta)} delta", difference, difference <= delta
        if places is None:
            places = 7
        return f"{places} places", difference, round(difference, places) == 0

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        """The difference is shown element by element; of any type, or of `seq_type`."""
        if seq_type is not None:
            kind = seq_type.__name__
            for which, value in (("First", seq1), ("Second", seq2)):
                if not isinstance(value, seq_type):
                    raise self.failureException(
                        f"{which} sequence is not a {kind}: {safe_repr(value)}")
        else:
            kind = "sequence"
        text = None
        try:
            len1 = len(seq1)
        except (TypeError, NotImplementedError):
            text = f"First {kind} has no length.    Non-sequence?"
        if text is None:
            try:
                len2 = len(seq2)
            except (TypeError, NotImplementedError):
                text = f"Second {kind} has no length.    Non-sequence?"
        if text is None:
            if seq1 == seq2:
                return
            text = self._first_difference(kind, seq1, seq2, len1, len2, seq_type)
            if text is None:
                return
        diff = "\n" + _diff(_shown(seq1), _shown(seq2))
        self.fail(self._formatMessage(msg, self._truncateMessage(text, diff)))

    def _first_difference(self, kind, seq1, seq2, len1, len2, seq_type):
        text = "%ss differ: %s != %s\n" % (kind.capitalize(), *_common_shorten_repr(seq1, seq2))
        for i in range(min(len1, len2)):
            items = []
            for which, value in (("First", seq1), ("Second", seq2)):
                try:
                    items.append(value[i])
                except (TypeError, IndexError, NotImplementedError):
                    text += f"\nUnable to index element {i} of {which.lower()} {kind}\n"
                    break
            if len(items) < 2:
                break
            if items[0] != items[1]:
                text += "\nFirst differing element %d:\n%s\n%s\n" % (
                    i, *_common_shorten_repr(*items))
                break
        else:
            if len1 == len2 and seq_type is None and type(seq1) != type(seq2):
                return None     # equal but for their types
        if len1 == len2:
            return text
        which, more, at, extra = (("First", seq1, len2, len1 - len2) if len1 > len2
                                  else ("Second", seq2, len1, len2 - len1))
        text += f"\n{which} {kind} contains {extra} additional elements.\n"
        try:
            return text + f"First extra element {at}:\n{safe_repr(more[at])}\n"
        except (TypeError, IndexError, NotImplementedError):
            return text + f"Unable to index element {at} of {which.lower()} {kind}\n"

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + _DIFF_OMITTED % len(diff)

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        """Sets or what has their difference()."""
        differences = []
        for which, one, other in (("first", set1, set2), ("second", set2, set1)):
            try:
                differences.append((which, one.difference(other)))
            except TypeError as error:
                self.fail(f"invalid type when attempting set difference: {error}")
            except AttributeError as error:
                self.fail(f"{which} argument does not support set difference: {error}")
        lines = []
        for which, only in differences:
            if only:
                other = "second" if which == "first" else "first"
                lines.append(f"Items in the {which} set but not the {other}:")
                lines += map(repr, only)
        if lines:
            self.fail(self._formatMessage(msg, "\n".join(lines)))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            text = "%s != %s" % _common_shorten_repr(d1, d2)
            diff = "\n" + _diff(_shown(d1), _shown(d2))
            self.fail(self._formatMessage(msg, self._truncateMessage(text, diff)))

    def assertCountEqual(self, first, second, msg=None):
        """The same elements equally often, in any order."""
        ours, theirs = list(first), list(second)
        try:
            differences = _count_diff_hashable(ours, theirs)
        except TypeError:
            differences = _count_diff_all_purpose(ours, theirs)
        if differences:
            lines = [f"First has {n}, Second has {m}:  {value!r}" for n, m, value in differences]
            text = self._truncateMessage("Element counts were not equal:\n", "\n".join(lines))
            self.fail(self._formatMessage(msg, text))

    def assertMultiLineEqual(self, first, second, msg=None):
        """Two texts; the difference is shown line by line."""
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        if len(first) > self._diffThreshold or len(second) > self._diffThreshold:
            # Comparing the lines would take too long.
            self._baseAssertEqual(first, second, msg)
        text = "%s != %s" % _common_shorten_repr(first, second)
        texts = [first, second]
        if any(each and not each.endswith("\n") for each in texts):
            # Then a missing end of the last line shows as a line of its own.
            texts = [each and each + "\n" for each in texts]
        import difflib
        diff = "\n" + "".join(difflib.ndiff(*(each.splitlines(keepends=True) for each in texts)))
        self.fail(self._formatMessage(msg, self._truncateMessage(text, diff)))

    # Order, identity, membership.

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail(msg, f"{safe_repr(a)} not less than {safe_repr(b)}")

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail(msg, f"{safe_repr(a)} not less than or equal to {safe_repr(b)}")

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail(msg, f"{safe_repr(a)} not greater than {safe_repr(b)}")

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail(msg, f"{safe_repr(a)} not greater than or equal to {safe_repr(b)}")

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail(msg, f"{safe_repr(expr1)} is not {safe_repr(expr2)}")

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail(msg, f"unexpectedly identical: {safe_repr(expr1)}")

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail(msg, f"{safe_repr(obj)} is not None")

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail(msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(msg, f"{safe_repr(member)} not found in {safe_repr(container)}")

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(msg, f"{safe_repr(member)} unexpectedly found in {safe_repr(container)}")

    # Types and attributes.

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail(msg, f"{safe_repr(obj)} is not an instance of {_any_of_types(cls)}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            cls = next((each for each in _flat(cls) if isinstance(obj, each)), cls)
            self._fail(msg, f"{safe_repr(obj)} is an instance of {cls!r}")

    def assertIsSubclass(self, cls, superclass, msg=None):
        try:
            if issubclass(cls, superclass):
                return
        except TypeError:
            if not isinstance(cls, type):
                self._fail(msg, f"{cls!r} is not a class")
            raise
        self._fail(msg, f"{cls!r} is not a subclass of {_any_of_types(superclass)}")

    def assertNotIsSubclass(self, cls, superclass, msg=None):
        try:
            if not issubclass(cls, superclass):
                return
        except TypeError:
            if not isinstance(cls, type):
                self._fail(msg, f"{cls!r} is not a class")
            raise
        superclass = next((each for each in _flat(superclass) if issubclass(cls, each)), superclass)
        self._fail(msg, f"{cls!r} is a subclass of {superclass!r}")

    def assertHasAttr(self, obj, name, msg=None):
        if not hasattr(obj, name):
            self._fail(msg, f"{_owner(obj)} has no attribute {name!r}")

    def assertNotHasAttr(self, obj, name, msg=None):
        if hasattr(obj, name):
            self._fail(msg, f"{_owner(obj)} has unexpected attribute {name!r}")

    # Texts.

    def assertRegex(self, text, expected_regex, msg=None):
        """The pattern is found somewhere in the text."""
        if isinstance(expected_regex, (str, bytes)):
            assert expected_regex, "expected_regex must not be empty."
        pattern = _pattern(expected_regex)
        if not pattern.search(text):
            self._fail(msg, f"Regex didn't match: {pattern.pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        pattern = _pattern(unexpected_regex)
        match = pattern.search(text)
        if match:
            self._fail(msg, f"Regex matched: {text[match.start():match.end()]!r} matches "
                            f"{pattern.pattern!r} in {text!r}")

    def _tail_type_check(self, s, tails, msg):
        """Say what is wrong with values that cannot be the beginning or end of one another."""
        if not isinstance(tails, tuple):
            tails = (tails,)
        for tail in tails:
            if isinstance(tail, str):
                if not isinstance(s, str):
                    self._fail(msg, f"Expected str, not {type(s).__name__}")
            elif isinstance(tail, (bytes, bytearray)):
                if not isinstance(s, (bytes, bytearray)):
                    self._fail(msg, f"Expected bytes, not {type(s).__name__}")

    def assertStartsWith(self, s, prefix, msg=None):
        try:
            if s.startswith(prefix):
                return
        except (AttributeError, TypeError):
            self._tail_type_check(s, prefix, msg)
            raise
        self._fail(msg, f"{safe_repr(s, short=True)} doesn't start with {_any_of(prefix)}")

    def assertNotStartsWith(self, s, prefix, msg=None):
        try:
            if not s.startswith(prefix):
                return
        except (AttributeError, TypeError):
            self._tail_type_check(s, prefix, msg)
            raise
        if isinstance(prefix, tuple):
            prefix = next(each for each in prefix if s.startswith(each))
        self._fail(msg, f"{safe_repr(s, short=True)} starts with {safe_repr(prefix)}")

    def assertEndsWith(self, s, suffix, msg=None):
        try:
            if s.endswith(suffix):
                return
        except (AttributeError, TypeError):
            self._tail_type_check(s, suffix, msg)
            raise
        self._fail(msg, f"{safe_repr(s, short=True)} doesn't end with {_any_of(suffix)}")

    def assertNotEndsWith(self, s, suffix, msg=None):
        try:
            if not s.endswith(suffix):
                return
        except (AttributeError, TypeError):
            self._tail_type_check(s, suffix, msg)
            raise
        if isinstance(suffix, tuple):
            suffix = next(each for each in suffix if s.endswith(each))
        self._fail(msg, f"{safe_repr(s, short=True)} ends with {safe_repr(suffix)}")


def _flat(cls):
    return cls if isinstance(cls, tuple) else (cls,)


def _any_of_types(cls):
    return f"any of {cls!r}" if isinstance(cls, tuple) else repr(cls)


def _owner(obj):
    if isinstance(obj, type(sys)):
        return f"module {obj.__name__!r}"
    if isinstance(obj, type):
        return f"type object {obj.__name__!r}"
    return f"{type(obj).__name__!r} object"
