print([("abc").ljust(6), "abc".rjust(6), "abc".center(6), "abc".center(7, "*"), "ab".center(5, "-"), "abc".ljust(2), "abc".rjust(6, "é")])
print(["42".zfill(5), "-42".zfill(5), "+4".zfill(4), "abc".zfill(2), "".zfill(3), "--1".zfill(5)])
print(repr("a\tb\t\tc".expandtabs()), repr("a\tb".expandtabs(4)), repr("a\nb\tc".expandtabs(3)))
print(repr("\t".expandtabs(0)), repr("ab\tc".expandtabs(tabsize=2)))
for f in (
    lambda: "a".center(5, "ab"), lambda: "a".ljust("5"), lambda: "a".rjust(5, 1),
    lambda: "a".zfill(), lambda: "a".center(5, ""),
):
    try:
        print(f())
    except TypeError as e:
        print(e)
