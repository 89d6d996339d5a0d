import re


def show(pattern, text, flags=0):
    found = re.search(pattern, text, flags)
    print(ascii(pattern), ascii(text), int(flags), found and (found.span(), found.groups(), found.lastindex))


for pattern, text in [
    (r"", ""), (r"a", "xay"), (r"a|b|c", "xcb"), (r"(a|ab)(c|bcd)(d*)", "abcd"), (r"(a*)+", "aa"), (r"(a|b*)*", "ab"),
    (r"(a*)*", "b"), (r"(?:(a)|b)*", "ab"), (r"(?:a?)*?y", "aay"), (r"(?:(a)|(b)\1)+", "aba"), (r"(a?)*?$", "aa"),
    (r"(?=(a*))(a*?)+b", "aab"), (r"(a(?=b)|ab?)*c", "abac"), (r"(|a)+", "aaa"), (r"(|a)*", "aaa"), (r"(a|)+\1", "aaa"),
    (r"a{2,3}", "aaaa"), (r"a{2,3}?", "aaaa"), (r"a{,2}b", "aaab"), (r"a{2}", "a"), (r"a{x", "a{x"), (r"a{}", "a{}"), (r"x{1,", "x{1,"),
    (r"(ab){2,}", "ababab"), (r"(ab){2,}?", "ababab"), (r"(ab){1,2}c", "abababc"), (r"a++b", "aaab"), (r"a++a", "aaa"),
    (r"a?+a", "a"), (r"(?>a*)a", "aaa"), (r"(?>a|ab)c", "abc"), (r"(?:ab)*+ab", "abab"), (r"(?:a|b){2,3}+b", "abbb"),
    (r"^a", "ba"), (r"a$", "a\n"), (r"a$", "a\nb"), (r"a\Z", "a\n"), (r"a\z", "a"), (r"\Aa", "ba"), (r"(?m)^b$", "a\nb\nc"),
    (r"(?m)$", "a\nb"), (r"\bfoo\b", "a foo."), (r"\bfoo\b", "foobar"), (r"\Boo\B", "foobo"), (r"\B", ""), (r"\b", ""),
    (r".", "\n"), (r"(?s).", "\n"), (r"(?s:.).", "\n\n"), (r"[a-c]+", "xxabcd"), (r"[^a-c]+", "abxyc"), (r"[]a]+", "x]a]"),
    (r"[^]a]+", "]ax"), (r"[a\-z]+", "b-z"), (r"[a-]+", "-a"), (r"[\d_]+", "a1_2"), (r"[^\W\d]+", "12ab3"), (r"[\x41-\x43]+", "zABCD"),
    (r"\x41\u0042\U00000043\103\07", "ABCC\x07"), (r"\N{LATIN SMALL LETTER A}", "za"), (r"[\b]", "\b"), (r"\.\-\ ", ".- "),
    (r"(a)(b)?", "a"), (r"(a)\1", "aba aa"), (r"(?P<x>a)(?P=x)", "aa"), (r"(?P<x>a)|b", "b"), (r"(a)?(?(1)b|c)", "ab"), (r"(a)?(?(1)b|c)", "c"),
    (r"(?P<q>['\"])?x(?(q)(?P=q))", "'x'"), (r"(?(1)a|b)(c)", "bc"), (r"(?<=a)b", "ab"), (r"(?<!a)b", "ab cb"), (r"(?<=^a)b", "ab"),
    (r"(?<=(a))b\1", "aba"), (r"(?<=ab|cd)e", "cde"), (r"a(?!b)", "abac"), (r"a(?=b(?=c))", "abac abc"), (r"(?!)", "a"), (r"(?=)", "a"),
    (r"(?:)", "a"), (r"(?#comment)a", "a"), (r"(?x) a b # c", "ab"), (r"(?x) a\ b [ ]", "a b "), (r"(?i)straSSe", "STRASSE"),
    (r"(?i:a)b", "Ab AB"), (r"(?-i:a)b", "Ab"), (r"(?i)(?-i:a)b", "AB aB"), (r"(?a)\w+", "\xe9a"), (r"\w+", "\xe9a"), (r"(?a:\w)\w", "\xe9a\xe9"),
    (r"\d+", "x\u0663\u0664"), (r"(?a)\d+", "\u06633"), (r"\s+", "a\u2003\x1cb"), (r"(?a)\s+", "a\u2003\x1c\tb"), (r"\w+", "e\u0301x"), (r"\w", "\xbd"),
    (r"((a)(b))?", "ab"), (r"(?:(a)(b)?)*", "aba"), (r"(.*)(\d+)", "ab123"), (r"(.*?)(\d+)", "ab123"), (r".*?x", "aaxx"), (r"[ab]*?b", "aab"),
    (r"(?:x|(?:y|z))+", "xyzzy"), (r"(\w+) (?:\1)", "the the"), (r"(foo|foobar)baz", "foobarbaz"), (r"\0", "\0"), (r"(((((a)))))", "a"),
]:
    show(pattern, text)

# Letters that are the same in another case, among all of Unicode and in ASCII.
for pattern, text in [
    ("k", "\u212a"), ("\u212a", "k"), ("s", "\u017f"), ("\u017f", "S"), ("[a-z]", "\u017f"), ("[a-z]", "\u0130"), ("i", "\u0130"), ("\u0131", "I"),
    ("\xe5", "\u212b"), ("\xdf", "\u1e9e"), ("\u03c3", "\u03c2"), ("\u03a3", "\u03c2"), ("[^k]", "\u212a"), ("\xb5", "\u03bc"), ("\u01c5", "\u01c4"), ("\ufb05", "\ufb06"),
    (r"(\xe9)\1", "\xe9\xc9"), ("[\u0410-\u042f]+", "\u043f\u0440\u0438"), ("A\U00010400", "a\U00010428"), ("[A-Z]", "\xe9"),
]:
    show(pattern, text, re.IGNORECASE)
    show(pattern, text, re.IGNORECASE | re.ASCII)
