for s in ("a'b", 'a"b', "a'b\"c", "\n\t\r\\", "\x00\x1f\x7f", "\xa0é", "\u200b", "😀", "\ud800", "\U000e0001", "\N{GREEK SMALL LETTER ALPHA}\N{BULLET}", "\101\7\x41\u0041\U00000041", r"raw\n", "line\
continued"):
    print(repr(s), ascii(s), len(s))
print(ascii("né😀"), repr(str), "\a\b\f\v" == "\x07\x08\x0c\x0b")
for source in (r'"\N{NO SUCH NAME}"', r'"\x4"', r'"\u12"', r'"\U00110000"', r'"\N"', r'b"\x4"', 'b"é"'):
    try:
        print(eval(source))
    except SyntaxError as e:
        print(source, e.msg)
