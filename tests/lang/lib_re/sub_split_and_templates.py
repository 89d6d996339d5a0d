import re
import warnings

print(re.sub("x*", "-", "abxd"), re.sub("", "-", "ab"), re.sub("b|", "_", "abc"), re.subn("a", "b", "banana"), re.sub("a", "b", "banana", count=2))
print(re.split("x*", "axbc"), re.split(r"(\W)", "a b,c"), re.split("a", "banana", maxsplit=1), re.split("(a)|(n)", "ban"), re.split("", "ab"), re.split(r"\b", "a b"))
print(re.findall(r"\w*", "ab c"), re.findall(r"(?=(\w))", "ab"), [m.span() for m in re.finditer("a*?", "aa")], [m.span() for m in re.finditer("a|", "ba")])
print(re.sub(r"(\w)(\w)?", lambda m: m.group(1).upper() + (m[2] or "."), "abc d"), re.sub("a", lambda m: None, "banana"))
print(re.sub("(?P<n>a)|b", r"[\g<n>\1\g<1>\g<0>]", "ab"), ascii(re.sub("a", r"\n\t\\\x2e" if False else r"\n\t\\\0\07\101\.", "a")))
print(re.sub(b"a", b"\\g<0>!", b"banana"), re.sub("a", "\xe9", "b\u20aca"), re.sub("zz", "y", "abc"))
text = "abc"
print(re.sub("zz", "y", text) is text)

for template in [r"\1", r"\g", r"\g<", r"\g<a", r"\g<>", r"\g<1a>", r"\g<a b>", r"\g<b>", r"\g<9>", r"\q", "\\", r"\400", r"\g<99999999999>", r"\g<-1>", r"\12", r"\c", r"x\g<1>"]:
    try:
        print(template, ascii(re.sub("(?P<a>b)" if "g" in template else "b", template, "b")))
    except re.error as error:
        print(template, "|", error, error.pos, error.pattern == template)
    except Exception as error:
        print(template, "|", type(error).__name__, error)

for call in (
    lambda: re.sub("a", lambda m: 1, "xa"), lambda: re.sub("a", lambda m: b"", "a"), lambda: re.sub(b"a", lambda m: "", b"ba"), lambda: re.sub("a", 1, "b"),
    lambda: re.sub("a", "b"), lambda: re.sub("a", lambda m: 1 / 0, "a"), lambda: re.match("(a)", "a").expand(r"\2"), lambda: re.match("(a)(b)?", "a").expand(r"\1\2."),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(re.sub("a", "b", "aaa", 1), re.subn("a", "b", "aaa", 1, re.I), re.split("a", "bab", 1))
    print([(w.category.__name__, str(w.message)) for w in caught])
for call in (lambda: re.sub("a", "b", "c", 1, count=1), lambda: re.sub("a", "b", "c", 1, 2, 3), lambda: re.split("a", "b", 1, maxsplit=1), lambda: re.split("a", "b", 1, 2, 3)):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            print(call())
    except TypeError as error:
        print(error)
