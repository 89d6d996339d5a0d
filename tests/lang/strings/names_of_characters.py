# `\N{...}` takes names in any case, and formal aliases, but each space and hyphen has to be there.
for name in ("BULLET", "bullet", "BUL LET", " BULLET", "BULLET ", "->", "-", "-BULLET", "BACKSPACE",
             "LATIN_SMALL_LETTER_A", "LATINSMALLLETTERA", "LATIN  SMALL LETTER A", "HANGUL JUNGSEONG O-E",
             "HANGUL JUNGSEONG OE", "hangul syllable gag", "HANGULSYLLABLE GAG", "CJK UNIFIED IDEOGRAPH-4E00",
             "CJK UNIFIED IDEOGRAPH4E00", "LINE FEED", "NULL", "TIBETAN MARK TSA -PHRU", "TIBETAN MARK TSAPHRU",
             "HYPHEN-MINUS", "HYPHEN MINUS", "latin capital letter gha", "LATIN-CAPITAL-LETTER-A",
             "LATIN CAPITAL LETTER  GHA", "BYTE ORDER MARK", "BOM", "", "a\tb", "é"):
    text = "\\N{" + name + "}"
    try:
        print(ascii(eval(f"'{text}'")))
    except SyntaxError as error:
        print(ascii(str(error)))
    try:
        print(ascii(text.encode().decode("unicode-escape")))
    except UnicodeDecodeError as error:
        print(ascii(str(error)))
for text in (r"'x\N{}abc'", r"'\N{'", r"'\N{a'", r"'\N'", r"'\Na'", r"f'\N{}a{1}'"):
    try:
        print(ascii(eval(text)))
    except SyntaxError as error:
        print(error)
