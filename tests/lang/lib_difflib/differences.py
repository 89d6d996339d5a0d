# Sequences and lines compared.
import difflib

one = """a line
another line
a third one
the same
the same, too
\tindented
last
""".splitlines(keepends=True)
two = """a line
another lime
the same
the same, too
added
\tindentet
last
""".splitlines(keepends=True)

print("".join(difflib.ndiff(one, two)))
print("".join(difflib.unified_diff(one, two, "old", "new", "then", "now", n=1)))
print("".join(difflib.context_diff(one, two, "old", "new", n=1)))
delta = list(difflib.ndiff(one, two))
print(list(difflib.restore(delta, 1)) == one, list(difflib.restore(delta, 2)) == two)
print("".join(difflib.ndiff(["a\n", "b\n", "c\n"], ["x\n"])))
print("".join(difflib.ndiff(["a\n"], ["x\n", "y\n"])))
print(list(difflib.unified_diff(one, one)))

matcher = difflib.SequenceMatcher(None, "abxcd", "abcd")
print(matcher.get_matching_blocks(), matcher.ratio())
print(matcher.get_opcodes())
print(matcher.find_longest_match(1, 3, 0, 2))
matcher = difflib.SequenceMatcher(lambda c: c == " ", " abcd", "abcd abcd")
print(matcher.find_longest_match(), matcher.bjunk)
matcher = difflib.SequenceMatcher(None, "ab" * 200, "ba" * 200)
print(matcher.ratio(), matcher.quick_ratio(), matcher.real_quick_ratio(), matcher.bpopular)
matcher = difflib.SequenceMatcher(None, "a" * 3 + "b" * 20 + "a" * 3, "c" * 3 + "b" * 20 + "c")
print(list(matcher.get_grouped_opcodes(2)))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]))
print(difflib.get_close_matches("wheel", ["while", "with", "where"], n=1))
print(difflib.SequenceMatcher().ratio())


def refused(call, *args, **kwargs):
    try:
        print(list(call(*args, **kwargs)))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


refused(difflib.get_close_matches, "a", [], n=0)
refused(difflib.get_close_matches, "a", [], cutoff=2)
refused(difflib.restore, [], 3)
refused(difflib.unified_diff, [b"a"], ["b"])
refused(difflib.unified_diff, ["a"], ["b"], b"x")
refused(difflib.context_diff, "a", ["b"])
refused(difflib.diff_bytes, difflib.unified_diff, [b"a\xff"], [b"b"], b"x", b"y")
refused(difflib.diff_bytes, difflib.unified_diff, ["a"], [b"b"])
