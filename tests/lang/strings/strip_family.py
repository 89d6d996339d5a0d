s = "  xx hello xx \n"
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), repr(s.strip(" x\n")))
print(repr("abcba".strip("ab")), repr("aaa".strip("a")))
print("www.example.com".lstrip("cmowz."), "test.py".removesuffix(".py"))
print("test.py".removeprefix("test"), "x".removesuffix(""), "\u2003a\u2003".strip())
print(repr("abc".strip(None)), repr("".strip()), repr("xax".strip("")), "pre".removeprefix("preface"))
for f in (
    lambda: s.strip(1), lambda: s.strip("a", "b"), lambda: s.removeprefix(),
    lambda: s.removesuffix(3), lambda: s.strip(chars="x"),
):
    try:
        print(f())
    except TypeError as e:
        print(e)
