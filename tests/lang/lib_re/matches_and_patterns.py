import copy
import re

m = re.search(r"(?P<first>\w)(?P<second>\d)?(z)?", "  \xe9x1z", re.I)
print(m, m.group(), m.group(0), m.group("first"), m.group(1, 2, "first"), m[0], m["second"], m.groups(), m.groups("-"))
print(m.groupdict(), m.groupdict(7), m.start(), m.end(), m.span(), m.start(1), m.end("first"), m.span(2), m.span(3))
print(m.lastindex, m.lastgroup, m.pos, m.endpos, m.re.pattern, ascii(m.string), m.regs, bool(m))
print(m.expand(r"[\1|\g<first>|\g<0>|\2|\n\\]"))
for call in (lambda: m.group(4), lambda: m.group(-1), lambda: m["none"], lambda: m.start("none"), lambda: m.group(10**30), lambda: m.group(1.0), lambda: m.group([])):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
print(copy.copy(m) is m, copy.deepcopy(m) is m, re.match("a", "a" * 80))

p = re.compile(r"(?P<a>b)(c)", re.I | re.X)
print(p, p.pattern, p.flags, p.groups, p.groupindex, dict(p.groupindex), type(p), type(m))
print(p == re.compile(r"(?P<a>b)(c)", re.I | re.X), p == re.compile("b"), hash(p) == hash(re.compile(p.pattern, p.flags)), p != 1)
print(copy.copy(p) is p, copy.deepcopy(p) is p, re.compile(p) is p, re.Pattern[str], re.Match[bytes])
for pattern, flags in [("a", 0), ("a", re.A), ("a", re.U), (b"a", 0), (b"a", re.L | re.I), ("a" * 300, 0), ("a", re.M | re.S | re.X), ("(?i)a", 0), ("'", 0)]:
    print(re.compile(pattern, flags))
try:
    p.groupindex["a"] = 3
except TypeError as error:
    print(error)
try:
    re.Pattern()
except TypeError as error:
    print(error)
try:
    re.Match()
except TypeError as error:
    print(error)

p = re.compile("^b|a")
print(p.match("ab", 1), p.search("ab", 1), p.match("xab", 1), p.fullmatch("ab", 0, 1), p.search("xxa", 0, 2), p.search("abab", 1, 99), p.search("ab", -5), p.search("a", 5), p.search("a", 1, 0))
print(re.compile("(?<=a)b").match("ab", 1), re.compile("b$").search("abc", 0, 2), re.compile(r"\bb").search("ab", 1))
print(re.compile("b").search(string="abc", pos=1, endpos=3), re.compile("b").fullmatch("xbx", 1, 2))
print([x.span() for x in re.finditer("\xe9|x", "a\xe9bx\u20acx")], re.findall("(a)|(b)", "ab"), re.findall("a|b", "ab"), re.findall("(a)|b", "ab"))
s = re.compile("a|(b)").scanner("abxa")
print(s.match(), s.match(), s.match(), s.match(), s.pattern)
s = re.compile("a|(b)").scanner("abxa")
print(s.search(), s.search(), s.search(), s.search())

for call in (
    lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.match("a", 1), lambda: re.match("a", None), lambda: p.match(), lambda: p.match(1, 2, 3, 4),
    lambda: re.compile("a").search("a", "b"), lambda: re.finditer("a", 3), lambda: re.sub("a", "b", b"a"), lambda: re.split("a", 4),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)

print(re.compile(b"(\\w+)=").findall(b"ab=1 \xe9c=2"), re.match(b"(a)", b"a").group(1), re.search(b"[\x80-\xff]+", b"a\xe9\xffb").span(), re.compile(b"a", re.L).match(b"a"))
print(re.search("[\ud800-\udfff]", "a\udc80b").span(), ascii(re.sub("\udc80", "\ud800", "a\udc80b")))
print(re.I, re.I | re.M, repr(re.I | re.X), re.NOFLAG, ~re.I, re.RegexFlag(512 + 2), re.A.value, re.compile("a", 2).flags)
print(re.escape("a.b-c d_\xe9\n~"), re.escape(b"a.b\xe9"), re.escape("\0"))
re.purge()
