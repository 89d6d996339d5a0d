import re
import warnings

warnings.simplefilter("always")

for pattern in [
    "(", ")", "a)", "(a", "(?", "(?P", "(?P<", "(?P<>a)", "(?P<a", "(?P<1a>b)", "(?P<a b>c)", "(?P<a>b)(?P<a>c)", "(?P=", "(?P=a", "(?P=a)",
    "(?P=1)", "(?Px", "(?Z)", "(?<", "(?<a)", "(?=a", "(?#a", "(?i", "(?i-", "(?i-:a)", "(?-i", "(?i-i:a)", "(?-a:b)", "(?au)a", "(?a-u:b)",
    "(?L)a", "(?L:a)", "(?ix:a", "a(?i)b", "(?:a|(?i)b)", "(?iz)", "(?i:", "(?i1)", "(?-1)", "(?i-1)", "(?i-m1:a)", "(?(1)a|b|c)", "(?(1)a",
    "(?(a)b)", "(?(0)b)", "(?(2)a)(b)", "(?(", "(?()a)", "(?(1", "(?(-1)a)", "(?(99999999999)a)", "(?(\u0661)a)", "*", "a**", "a*+*", "a+?+", "a{1}{2}", "a{3,2}", "a{99999999999}", "^*", "$+",
    r"\b*", "|*", "(*a)", "(?:*)", "(?i)*", "[", "[a", "[^", "[]", "[^]", "[b-a]", r"[\d-a]", r"[a-\d]", r"[a-\x", "[a-", r"[\z]", r"[\8]", r"[\777]", r"[\N{x]",
    "\\", "a\\", "[\\", r"\q", r"\8", r"\1", r"(\1)", r"(a)\2", r"\777", r"\400", r"\x1", r"\x", r"\u123", r"\U0011ffff", r"\N", r"\N{", r"\N{}", r"\N{no such}", r"\N{DIGIT ONE",
    "(?<=a*)b", "(?<=a|bc)d", r"(?<=(a)\1)b", r"(a)(?<=(b)(?(2)a))", "(?P<\xe9>a)(?P=x)", "a\n(b", "(?<!a+)", "(?a)(?u)x", "(?>a", "(?>", "[a-z", "(?P<n>(?P=n))",
    "(?x)(a # b", "(?s-x:a", "(?:a", "x(?P<a>b)*)", "(((", "a|b)", "\u20ac(",
]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            re.compile(pattern)
            print(ascii(pattern), "is fine", [str(warning.message) for warning in caught])
        except re.PatternError as error:
            print(ascii(pattern), "|", ascii(str(error)), "|", ascii(error.msg), error.pos, error.lineno, error.colno, error.pattern == pattern)
        except Exception as error:
            print(ascii(pattern), "|", type(error).__name__, error)

for pattern in [rb"(?u)a", rb"(?au)a", rb"(?La)a", rb"\u1234", rb"\N{a}", "(?P<\xe9>a)".encode("latin1"), rb"(?(\xe9)a)", b"(?P<a>b)(?P=c)", b"\xe9(", rb"\q"]:
    try:
        re.compile(pattern)
        print(pattern, "is fine")
    except Exception as error:
        print(pattern, "|", type(error).__name__, error)

for pattern in ["[[a]", "[!--b]", "[a&&b]", "[a||b]", "[a~~b]", "[--a]", "[!---]"]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            re.compile(pattern)
        except re.error as error:
            print(pattern, error)
        print(pattern, [(warning.category.__name__, str(warning.message)) for warning in caught])

for arguments in [("a", re.L), ("a", re.A | re.U), (b"a", re.U), (b"a", re.A | re.L), (re.compile("a"), re.I), (1,), (None,), (["a"],)]:
    try:
        re.compile(*arguments)
        print("fine")
    except Exception as error:
        print(type(error).__name__, error)
try:
    re.compile("(" * 5000)
except RecursionError:
    print("RecursionError")
except re.error as error:
    print("error", error)
print(re.error is re.PatternError, re.error.__module__, re.error.__qualname__, re.error("m"), re.error("m", "a\nb", 2))
