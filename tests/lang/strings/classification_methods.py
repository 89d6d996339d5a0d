samples = [
    "", "abc", "ABC", "a1", "123", "٣", "²", "½", "Ⅷ", " ", "\t\n", "a b", "é", "_x1", "1x", "class",
    "a-b", "\x00", "日本",
]
names = (
    "isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isidentifier",
    "isprintable", "isascii",
)
for s in samples:
    print(ascii(s), *(name[2:] for name in names if getattr(s, name)()))
