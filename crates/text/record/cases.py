"""Writes tests/data/*.txt: questions put to CPython 3.14 and its answers, which the tests compare with ours.

Run: `python3.14 record/cases.py tests/data`. A line is `operation<TAB>argument...<TAB>answer`; code points that are
not printable ASCII, and the backslash, stand as `\\{hex}`. An answer that begins with `!` is an exception.
The seed is fixed, so a new run changes only what a new CPython answers differently.
"""
import random
import sys
import warnings

rng = random.Random(20)
warnings.simplefilter("ignore")


def escape(text):
    return "".join(c if " " <= c <= "~" and c != "\\" else f"\\{{{ord(c):x}}}" for c in text)


def answer(function):
    try:
        result = function()
    except Exception as error:
        return f"!{type(error).__name__}: {error}"
    return result if isinstance(result, str) else repr(result)


class Recorder:
    """Collects the lines of one file."""

    def __init__(self, name):
        self.name = name
        self.lines = []

    def ask(self, operation, function, *arguments):
        fields = [operation, *(a if isinstance(a, str) else repr(a) for a in arguments), answer(function)]
        self.lines.append("\t".join(map(escape, fields)))

    def write(self):
        with open(f"{sys.argv[1]}/{self.name}.txt", "w", encoding="ascii") as file:
            file.write("\n".join(dict.fromkeys(self.lines)) + "\n")


def some_float():
    kind = rng.randrange(7)
    if kind == 0:
        return rng.choice([0.0, -0.0, 1.0, 0.5, 1e16, 1e15, 123456789.0, 5e-324, 1.7976931348623157e308, 2.5, 1e22,
                           float("inf"), float("-inf"), float("nan"), 9007199254740993.0, 0.1, 1e-4, 1e-5, 99.5])
    if kind == 1:
        return rng.uniform(-1000, 1000)
    if kind == 2:
        return rng.randrange(-10**6, 10**6) / rng.choice([1, 2, 4, 8, 10, 100, 1000])
    if kind == 3:
        return rng.uniform(1, 10) * 10.0 ** rng.randrange(-320, 308)
    if kind == 4:
        return float(rng.randrange(-10**18, 10**18))
    if kind == 5:
        return rng.randrange(-50, 50) * 5 * 10.0 ** rng.randrange(0, 25)
    return rng.random()


def some_int():
    kind = rng.choice([0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 5])
    if kind == 0:
        return rng.randrange(-20, 20)
    if kind == 1:
        return rng.randrange(-2**63, 2**63)
    if kind == 2:
        return rng.choice([-1, 1]) * 2 ** rng.randrange(1, 300) + rng.randrange(-2, 3)
    if kind == 3:
        return rng.randrange(-10**30, 10**30)
    if kind == 4:
        return rng.randrange(-2**1030, 2**1030)
    return rng.randrange(-10**6, 10**6)


ALPHABETS = [
    "abc ", "aAbB cC", "ab,", " \t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029x", "0123456789_", "éßΣσςǅİıŉﬁ aΑ'",
    "a\u0301ΣΑ.\u00b7\u02bc x", "\u0661\u00b2\u00bd\u4e09\u2460 1a", "日本語 x", "😀\U0001f468a\u200d", "\ud800\udc00a\udfffz",
    "'\"\\ab", "\x00\x7f\x80\xa0\xad\u0378\ufeff\ue000", "ªᵃⅷⅧⓐⒶ\u1c90ꭰᏰ", "aA1_é\u00b7",
]


def some_text(most=12):
    alphabet = rng.choice(ALPHABETS)
    if rng.random() < 0.2:
        alphabet += rng.choice(ALPHABETS)
    return "".join(rng.choice(alphabet) for _ in range(rng.randrange(most)))


def some_bytes(most=12):
    alphabet = rng.choice([b"abc ", b"aAbB cC", b" \t\n\r\x0b\x0c\x1cx", b"0123456789_", bytes(range(256)), b"'\"\\ab"])
    return bytes(rng.choice(alphabet) for _ in range(rng.randrange(most)))


def some_spec():
    spec = ""
    if rng.random() < 0.5:
        spec += rng.choice(["", "", "*", "é", "0", "<"]) + rng.choice("<>^=")
    spec += rng.choice(["", "", "", "+", "-", " "]) + rng.choice(["", "", "", "", "z"]) + rng.choice(["", "", "", "#"])
    spec += rng.choice(["", "", "", "0"]) + rng.choice(["", "", "1", "7", "15", "26"])
    spec += rng.choice(["", "", "", "", ",", "_", ",_"])
    if rng.random() < 0.4:
        spec += "." + rng.choice(["0", "1", "2", "3", "6", "10", "17", "30", ""]) + rng.choice(["", "", "", "", ",", "_"])
    return spec + rng.choice(["", "", "", *"sdbcoxXneEfFgG%", "q", "!", "\u00e9", " "])


def record_float():
    out = Recorder("float")
    for _ in range(400):
        x = some_float()
        out.ask("repr", lambda: repr(x), x)
        out.ask("hex", lambda: x.hex(), x)
        out.ask("fromhex", lambda: float.fromhex(x.hex()), x.hex())
        out.ask("hash", lambda: hash(x), x) if x == x else None
        digits = rng.choice([0, 1, 2, 3, 5, 17, 20, 400, -1, -2, -5, -15, -20, -300, -400])
        out.ask("round", lambda: round(x, digits), x, digits)
        out.ask("ratio", lambda: "%d/%d" % x.as_integer_ratio(), x)
        out.ask("is_integer", x.is_integer, x)
        out.ask("int", lambda: int(x), x)
        out.ask("round_to_int", lambda: round(x), x)
    for x in [5e15, 5e22, 5e23, 5e24, 5e25, 5e30, 15.0, 25.0, 0.5, 2.5, 2.675, 1.005, 4.35, 1e308, 1.7e308]:
        for digits in [0, 1, 2, -1, -15, -22, -23, -24, -25, -30, -308]:
            out.ask("round", lambda: round(x, digits), x, digits)
    for _ in range(400):
        x, y = some_float(), some_float()
        if rng.random() < 0.3:
            y = rng.choice([1.0, -1.0, 0.1, -0.1, 3.0, -3.0, 0.0])
        out.ask("divmod", lambda: "%r %r" % divmod(x, y), x, y)
        out.ask("floordiv", lambda: x // y, x, y)
        out.ask("mod", lambda: x % y, x, y)
    for text in ["", " 1.5 ", "1_0.5_0e1_0", "1__0", "1_.0", "1._0", "1e_5", "\u0661.5", "x" * 250, "infinit", "+Infinity",
                 "-inf", "nan(1)", "1\x00", "a\ud800", "1e", ".", "1.e5", ".5", "e5", "1 2", "+-1", "1_", "_1", "1e400",
                 "-1e-400", "infINITY", "-nan", "i_nf", "0x10", "1d5", "\x1f12", "\u200312\u3000", "12\x0b", "'", "1e+5",
                 "2.2250738585072011e-308", "179769313486231580793e289", "9007199254740993", "é", "\u0661\u0662e\u0663"]:
        out.ask("parse", lambda: float(text), text)
    for text in ["", "0x", "0x1p2000", "1.8p1 ", "0x.8", "0x.", "-inf", "1p", "0x1.fffffffffffff8p1023", "0x1p-1075",
                 "0x1.8p-1075", "0x1p99999999999999999999", "0x0p99999999999999999999", "0x1.fffffffffffff7p1023",
                 "0x1.00000000000008p0", "0x1.000000000000080000000001p0", "0x1.00000000000018p0", "0x123456789abcdef12345p-3",
                 "-0x0.0000000000001p-1022", "0x0.00000000000018p-1022", "nan", "+Infinity", "x1", "0x1.8.1", "0x1p+",
                 "0x1p1_0", " \t0xA.8P+1\n", "1 2", "0x1.fffffffffffffp-1023", "0x1.fffffffffffffffp-1023"]:
        out.ask("fromhex", lambda: float.fromhex(text), text)
    out.write()


def record_int():
    out = Recorder("int")
    import math
    for _ in range(120):
        a, b = some_int(), some_int()
        out.ask("divmod", lambda: "%d %d" % divmod(a, b), a, b)
        out.ask("floordiv", lambda: a // b, a, b)
        out.ask("mod", lambda: a % b, a, b)
        out.ask("truediv", lambda: a / b, a, b)
        out.ask("and", lambda: a & b, a, b)
        out.ask("or", lambda: a | b, a, b)
        out.ask("xor", lambda: a ^ b, a, b)
        out.ask("invert", lambda: ~a, a)
        out.ask("float", lambda: float(a), a)
        out.ask("hash", lambda: hash(a), a)
        out.ask("bit_length", lambda: a.bit_length(), a)
        out.ask("bit_count", lambda: a.bit_count(), a)
        out.ask("hex", lambda: f"{a:x} {a:o} {a:b}"[:300], a)
        shift = rng.choice([0, 1, 5, 63, 64, 65, 200, -1, 2000])
        out.ask("lshift", lambda: a << shift, a, shift)
        out.ask("rshift", lambda: a >> shift, a, shift)
        exponent = rng.choice([0, 1, 2, 3, 7])
        out.ask("pow", lambda: a ** exponent, a, exponent)
        modulus, power = rng.choice([some_int(), 7, 1, -1, 0, -12]), rng.choice([abs(some_int()), 5, 0, -1, -3])
        out.ask("powmod", lambda: pow(a, power, modulus), a, power, modulus)
        length, order, signed = rng.choice([0, 1, 4, 8, 9, 16, 40, 130, -1]), rng.choice(["big", "little"]), rng.random() < 0.5
        out.ask("to_bytes", lambda: a.to_bytes(length, order, signed=signed).hex(), a, length, order, signed)
        raw = rng.randbytes(rng.randrange(20))
        out.ask("from_bytes", lambda: int.from_bytes(raw, order, signed=signed), raw.hex(), order, signed)
        digits = rng.choice([1, 2, 5, 20, 400])
        out.ask("round", lambda: round(a, -digits), a, digits)
        out.ask("isqrt", lambda: math.isqrt(a), a)
        out.ask("gcd", lambda: math.gcd(a, b), a, b)
        out.ask("lcm", lambda: math.lcm(a, b), a, b)
        x = rng.choice([some_float(), float(a) if abs(a) < 2**1000 else 0.0, float("inf")])
        out.ask("compare", lambda: "<" if a < x else ">" if a > x else "=" if a == x else "nan", a, x)
        n, k = rng.choice([rng.randrange(-2, 100), abs(some_int()) >> 900]), rng.randrange(-2, 12)
        out.ask("comb", lambda: math.comb(n, k), n, k)
        out.ask("perm", lambda: math.perm(n, k), n, k)
    for n in [-5, 0, 1, 2, 5, 20, 21, 30, 100, 10**30]:
        out.ask("factorial", lambda: math.factorial(n), n)
    for n, k in [(10**30, 10**29), (100, 50), (100, 98), (2**64 - 1, 2), (2**64, 3), (5, 7), (10**30, 10**30 - 1)]:
        out.ask("comb", lambda: math.comb(n, k), n, k)
    for n, k in [(10**30, 10**29), (2**64 - 1, 2), (2**64, 3), (5, 7)]:
        out.ask("perm", lambda: math.perm(n, k), n, k)
    for a, b in [(1, 2**70), (0, 2**70), (-1, 2**70), (5, 2**70), (1, -2**70), (1, 2**62)]:
        out.ask("lshift", lambda: a << b, a, b)
        out.ask("rshift", lambda: a >> b, a, b)
    for a, b in [(0, 2**70), (1, 2**70), (-1, 2**70), (-1, 2**70 + 1), (0, 0), (2, -1)]:
        if b >= 0:
            out.ask("pow", lambda: a ** b, a, b)
    for a, b in [(10**400, 3), (10**400, 10**399), (1, 10**400), (2**1074 - 1, 2**2149), (1, 2**1074), (1, 2**1075),
                 (3, 2**1075), (2**53 + 1, 1), (2**54 + 2, 2), (2**1024 - 2**970, 1), (2**1024 - 2**970 - 1, 1), (0, -5)]:
        out.ask("truediv", lambda: a / b, a, b)
        out.ask("float", lambda: float(a), a)
    texts = ["", "1_", "0x1", "0x", "_1", "1__0", "0_1", "01", "0_0", "0x_1f", "0b12", "zz", " +1_0 ", "+ 1", "\u0661\u0662",
             "\u00b2", "\ud800", "1\x00", "1" * 5000, "0" * 4000 + "1" * 400, "x" * 500, "1_" * 4300 + "1", "000", "0o17", "0O17", "0b1", "-0x1", "0x_", "0x__1", "0_x1", "1_000", "0_7",
             "\u0660\u0661", "\u06601", "0\uff58f", "\u3000 12\u2003", "- 1", "--1", "+", "\u0967\u0968", "9", "12",
             "\x1f12", "12\x0b", "'", "é" * 300, "123456789012345678901234567890", "-0", "0B101", "7f", "\u0660x1f"]
    for text in texts:
        for base in [10, 0, 3, 37] if len(text) > 999 else [10, 0, 16, 2, 8, 36, 3, 37, 1, -1]:
            out.ask("parse", lambda: int(text, base), text, base)
    for text in [b"12\xff", b" x", b"y" * 500, b" 12\n", b"\x1f12", b"1_0", b"'"]:
        out.ask("parse_bytes", lambda: int(text), text.decode("latin-1"), 10)
    for digits in [4299, 4300, 4301, 5000]:
        out.ask("str_of_tens", lambda: str(10 ** (digits - 1))[:5], digits)
        out.ask("str_of_tens", lambda: str(-10**digits + 1)[:5], -digits)
    out.write()


def record_format():
    out = Recorder("format")
    fixed = [",_d", "_,d", ",,d", "__d", "d2", "- d", "Zd", "1 ", "10000000000000000000000", ".10000000000000000000000f",
             ".2147483648f", "x<", "<<10", "}<10", "\u1234", "\x01", ",.6_f", ".6,_f", ".6,,f", ",._f", "020,._f", ".6_n",
             ",n", "_n", "._", ".,", "\u0663.\u0662f", "015,", "016,", "014,", "020_x", "#020_x", "=+10", "c", "05c", "z,",
             "'", "\ud800<4", "30,.3,e", "030.5,", "#.0f", "#.0e", "#.3g", "#g", "#", "#,", ".0%", "_.3_%"]
    values = [("int", some_int), ("float", some_float), ("str", some_text),
              ("complex", lambda: complex(some_float(), some_float()))]
    for kind, make in values:
        for spec in fixed + [some_spec() for _ in range(900 if kind in ("int", "float") else 350)]:
            value = make()
            if kind == "complex":
                value = rng.choice([value, 1 + 2j, -0.0 + 1j, 0j, 1.5j, complex(0.0, -2.5)])
                out.ask(kind, lambda: format(value, spec), spec, value.real, value.imag)
            else:
                out.ask(kind, lambda: format(value, spec), spec, value)
    for code in [-1, 0, 65, 0xE9, 0xD800, 0x10FFFF, 0x110000, 10**30]:
        for spec in ["c", "5c", "<5c", "05c", "+c", "#c", ",c"]:
            out.ask("int", lambda: format(code, spec), spec, code)
    out.write()



NO_ARGUMENT = ["upper", "lower", "title", "capitalize", "swapcase", "isalpha", "isalnum", "isdigit", "isspace",
               "islower", "isupper", "istitle"]


def record_str():
    out = Recorder("str")
    for method in NO_ARGUMENT + ["casefold", "isdecimal", "isnumeric", "isprintable", "isidentifier"]:
        for _ in range(60):
            text = some_text()
            out.ask(method, getattr(text, method), text)
    for _ in range(110):
        text = some_text(20)
        part = text[(i := rng.randrange(len(text) + 1)):i + rng.choice([0, 1, 1, 2])] if rng.random() < 0.8 else some_text(3)
        new, most, width = some_text(3), rng.choice([-1, -1, 0, 1, 2]), rng.choice([-3, 0, 5, 10, 21])
        out.ask("repr", lambda: repr(text), text)
        out.ask("ascii", lambda: ascii(text), text)
        out.ask("find", lambda: text.find(part), text, part)
        out.ask("rfind", lambda: text.rfind(part), text, part)
        out.ask("count", lambda: text.count(part), text, part)
        out.ask("replace", lambda: text.replace(part, new, most), text, part, new, most)
        out.ask("split", lambda: text.split(part, most), text, part, most)
        out.ask("rsplit", lambda: text.rsplit(part, most), text, part, most)
        out.ask("splitspace", lambda: text.split(None, most), text, most)
        out.ask("rsplitspace", lambda: text.rsplit(None, most), text, most)
        out.ask("splitlines", lambda: text.splitlines(), text, False)
        out.ask("splitlines", lambda: text.splitlines(True), text, True)
        out.ask("partition", lambda: text.partition(part), text, part)
        out.ask("rpartition", lambda: text.rpartition(part), text, part)
        out.ask("stripspace", lambda: text.strip(), text)
        out.ask("strip", lambda: text.strip(new), text, new)
        out.ask("lstrip", lambda: text.lstrip(new), text, new)
        out.ask("rstrip", lambda: text.rstrip(new), text, new)
        out.ask("center", lambda: text.center(width, "é"), text, width)
        out.ask("ljust", lambda: text.ljust(width, "*"), text, width)
        out.ask("rjust", lambda: text.rjust(width), text, width)
        out.ask("zfill", lambda: text.zfill(width), text, width)
        sign = rng.choice("+-") + part
        out.ask("zfill", lambda: sign.zfill(width), sign, width)
        tabbed = "".join(c + rng.choice(["", "\t", "\n", "\r"]) for c in text)
        out.ask("expandtabs", lambda: tabbed.expandtabs(width), tabbed, width)
        out.ask("slice", lambda: text[2:7], text, 2, 7)
        out.ask("translate", lambda: text.translate(str.maketrans(part, part[::-1], new)), text, part, part[::-1], new)
        out.ask("length", lambda: len(text), text)
        out.ask("reversed", lambda: text[::-1], text)
        out.ask("removeprefix", lambda: text.removeprefix(part), text, part)
        out.ask("removesuffix", lambda: text.removesuffix(part), text, part)
    for text in ["ΑΣ", "ΑΣ.", "Α.Σ", "ΑΣΑ", "Σ", "ΑΣ\u0301", "A\u0301Σ", "ΑΣ Σ", "aΣ\u0345b", "ΟΔΟΣ", "ǆΣ", "ﬁΣ", "1Σ", "ΑΣ:Α"]:
        for method in ["lower", "title", "capitalize", "swapcase", "casefold", "upper"]:
            out.ask(method, getattr(text, method), text)
    out.write()


def record_bytes():
    out = Recorder("bytes")

    def latin(data):
        return data.decode("latin-1")

    for method in NO_ARGUMENT:
        for _ in range(40):
            text = some_bytes()
            out.ask(method, getattr(text, method), latin(text))
    for _ in range(90):
        text = some_bytes(20)
        part = text[(i := rng.randrange(len(text) + 1)):i + rng.choice([0, 1, 1, 2])] if rng.random() < 0.8 else some_bytes(3)
        new, most, width = some_bytes(3), rng.choice([-1, -1, 0, 1, 2]), rng.choice([-3, 0, 5, 10, 21])
        out.ask("repr", lambda: repr(text), latin(text))
        out.ask("find", lambda: text.find(part), latin(text), latin(part))
        out.ask("rfind", lambda: text.rfind(part), latin(text), latin(part))
        out.ask("count", lambda: text.count(part), latin(text), latin(part))
        out.ask("replace", lambda: text.replace(part, new, most), latin(text), latin(part), latin(new), most)
        out.ask("split", lambda: text.split(part, most), latin(text), latin(part), most)
        out.ask("rsplit", lambda: text.rsplit(part, most), latin(text), latin(part), most)
        out.ask("splitspace", lambda: text.split(None, most), latin(text), most)
        out.ask("rsplitspace", lambda: text.rsplit(None, most), latin(text), most)
        out.ask("splitlines", lambda: text.splitlines(), latin(text), False)
        out.ask("splitlines", lambda: text.splitlines(True), latin(text), True)
        out.ask("partition", lambda: text.partition(part), latin(text), latin(part))
        out.ask("rpartition", lambda: text.rpartition(part), latin(text), latin(part))
        out.ask("stripspace", lambda: text.strip(), latin(text))
        out.ask("strip", lambda: text.strip(new), latin(text), latin(new))
        out.ask("center", lambda: text.center(width, b"*"), latin(text), width)
        out.ask("ljust", lambda: text.ljust(width, b"*"), latin(text), width)
        out.ask("rjust", lambda: text.rjust(width), latin(text), width)
        out.ask("zfill", lambda: text.zfill(width), latin(text), width)
        out.ask("expandtabs", lambda: text.expandtabs(width), latin(text), width)
        separator, group = rng.choice([":", "-", "é", "", "::"]), rng.choice([1, 2, 3, -1, -2, -3, 0, 99])
        out.ask("hex", lambda: text.hex(separator, group), latin(text), separator, group)
        hexadecimal = text.hex(" ", 3) if text else ""
        hexadecimal = hexadecimal[:rng.randrange(60)] + rng.choice(["", "", "", "x", "é", " ", "\n"])
        out.ask("fromhex", lambda: bytes.fromhex(hexadecimal), hexadecimal)
        out.ask("translate", lambda: text.translate(bytes.maketrans(part, part[::-1]), new), latin(text), latin(part), latin(part[::-1]), latin(new))
    out.ask("translate", lambda: b"".translate(bytes.maketrans(b"a", b"")), "", "a", "", "")
    out.write()



HANDLERS = ["strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "xmlcharrefreplace",
            "namereplace", "nobody"]
ENCODINGS = ["utf-8", "ascii", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
             "utf-8-sig", "unicode_escape", "raw_unicode_escape"]
FRAGMENTS = [b"a", b"\xc3\xa9", b"\xe2\x82\xac", b"\xf0\x9f\x98\x80", b"\x80", b"\xff", b"\xe2\x82", b"\xf0\x90\x80", b"\xed\xa0\x80",
             b"\xed\xb2\x80", b"\xc0", b"\xf5", b"\xf4\x90", b"\xe0\x9f", b"\x81", b"\x9f", b"\x00", b"\x00\xd8", b"\xd8\x00", b"\x00\xdc",
             b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"a\x00", b"\x00a", b"\x00\x00\x00a", b"a\x00\x00\x00", b"\x00\x00\x11\x00"]
ESCAPES = [b"\\x41", b"\\x4", b"\\u0041", b"\\u12", b"\\ud800", b"\\U0001f600", b"\\U00110000", b"\\U1", b"\\N{DIGIT ONE}", b"\\N{NOBODY}", b"\\N{",
           b"\\N", b"\\N{}", b"\\q", b"\\0", b"\\400", b"\\18", b"\\", b"\\\\", b"\\n", b"\\\n", b"z", b"\xe9", b"\\'"]


def record_codec():
    out = Recorder("codec")
    for encoding in ENCODINGS:
        for _ in range(60):
            errors = rng.choice(["strict", *HANDLERS])
            text = "".join(rng.choice("aé€\u0100\U0001f600\ud800\udc80\udcff\udc7f\ue000z") for _ in range(rng.randrange(6)))
            out.ask("encode", lambda: text.encode(encoding, errors), encoding, errors, text)
        for _ in range(90):
            errors = rng.choice(["strict", "strict", *HANDLERS])
            if "escape" in encoding:
                data = b"".join(rng.choice(ESCAPES) for _ in range(rng.randrange(4)))
            else:
                data = b"".join(rng.choice(FRAGMENTS) for _ in range(rng.randrange(5)))
            out.ask("decode", lambda: repr(data.decode(encoding, errors)), encoding, errors, data.decode("latin-1"))
    for name in ["U8", "UTF", "utf_8", "CP65001", "latin1", "ISO-8859-1", "L1", "us-ascii", "646", "utf 8", "UTF--8", "foo", "",
                 "windows-1252", "UTF-16LE", "utf_32_be", "U32", "iso8859-1", "latin_1", "ANSI_X3.4-1968", "utf-8-SIG", "utf8_"]:
        out.ask("known", lambda: str(len("a".encode(name)) > 0) if name else "False" , name)
    out.write()


def record_percent():
    out = Recorder("percent")

    def specifier(codes):
        flags = "".join(rng.choice("-+ #0") for _ in range(rng.choice([0, 0, 1, 1, 2, 3])))
        width = rng.choice(["", "", "1", "7", "12", "20"])
        precision = rng.choice(["", "", ".", ".0", ".1", ".3", ".10", ".25"])
        return "%" + flags + width + precision + rng.choice(["", "", "", "l", "h", "L"]) + rng.choice(codes)

    for _ in range(500):
        form, value = specifier("diuxXo"), some_int()
        out.ask("int", lambda: form % value, form, value)
        form, value = specifier("eEfFgG"), some_float()
        out.ask("float", lambda: form % value, form, value)
    for _ in range(200):
        form, value = specifier("sra"), some_text()
        out.ask("str", lambda: form % value, form, value)
        form, value = specifier("bs"), some_bytes()
        out.ask("bytes", lambda: form.encode() % value, form, value.decode("latin-1"))
    for form in ["%", "%y", "a%!b", "%\u1234", "é%\U0001f600", "%lld", "%5", "%5.", "%.5", "%-", "%l", "%h d", "%99999999999999999999d",
                 "%.99999999999999999999d", "%.2147483648f", "%.2147483647d", "%\x00", "%é", "%b", "%(a", "%(a)", "%(a)%", "%(a)(b)s",
                 "%((a)", "%(a)d", "%z", "%%%", "a%%b%c"]:
        value = {"a": 65} if "(" in form else 65
        out.ask("error", lambda: form % value, form)
        out.ask("bytes_error", lambda: (form.encode("latin-1", "replace") % value).decode(), form.encode("latin-1", "replace").decode("latin-1"))
    for width, precision, value in [(5, 2, 1.234), (-8, 2, 1.234), (5, -2, 1.5), (0, 0, 0.5)]:
        out.ask("star", lambda: "%*.*f|" % (width, precision, value), width, precision, value)
    out.write()


def record_str_format():
    out = Recorder("str_format")
    import _string

    def pieces(text):
        result = [""]
        for literal, name, spec, conversion in _string.formatter_parser(text):
            result[-1] += literal
            if name is not None:
                result.append((name, spec, conversion or ""))
                result.append("")
        return repr(result)

    def steps(text):
        first, rest = _string.formatter_field_name_split(text)
        return repr([first, *((("." if attribute else "["), step) for attribute, step in rest)])

    texts = ["{}{}", "{", "}", "{}}", "{0}{}", "{!}", "{!x}", "{!rx}", "{!r:>5}", "{!r", "{0!r", "{0!", "{0:", "{0:{", "{0:{}", "{0:{}}",
             "{:{}{}}", "{:{:{}}}", "{a[0}", "{a[]}", "{a.}", "{{}}", "{{{}}}", "{{{}}", "{0:}}", "{0:}}}", "{:{{}}", "{0[{]}", "{0[}]}",
             "{a{b}", "{:!r}", "{0!!}", "{0!}}", "{0! }", "{0!r }", "{0[a", "{a!r:^{w}.{p}}", "a{", "a}b", "{!", "{a!", "{:", "{a", "{a:b",
             "{a:{b", "{a:{b}", "{a[", "{a[}", "{a[b:c]}", "{a[b!c]}", "{!r!r}", "é{ü!\u1234:ß}", "{a[b]c}", ""]
    for _ in range(600):
        texts.append("".join(rng.choice(["{", "}", "{", "}", "a", "0", "!", "r", ":", "[", "]", ".", "é"]) for _ in range(rng.randrange(1, 9))))
    for text in texts:
        out.ask("pieces", lambda: pieces(text), text)
    for text in ["", "a", "0", "a.b[0][x].c", "a..b", "a[]", "a[0]b", "a[0", "0.", "-1", " 0", "00", "99999999999999999999", "\u0661", "[1]", ".a",
                 "a[99999999999999999999]", "a[\u0661]", "a[-1]", "a]", "a[b].c", "a.b.c[d e]", "é.ü", "a.b]", "0[0][1]"]:
        out.ask("steps", lambda: steps(text), text)
    for _ in range(150):
        text = "".join(rng.choice(["a", "0", "1", ".", "[", "]", "b", "é"]) for _ in range(rng.randrange(1, 8)))
        out.ask("steps", lambda: steps(text), text)
    out.write()



def record_math():
    out = Recorder("math")
    import math
    special = [0.0, -0.0, 1.0, -1.0, 0.5, -1.5, 2.0, 3.0, 10.0, -27.0, 170.0, 171.5, 172.0, 1000.0, -1000.0, 5e-324, 1e-310,
               1.7976931348623157e308, 1e300, math.inf, -math.inf, math.nan, 1.0000000000000002, math.pi, 22.0, 23.0, 24.0]
    for name in ["sin", "cos", "tan", "sqrt", "asin", "acos", "acosh", "asinh", "atanh", "exp", "exp2", "expm1", "cosh", "sinh", "cbrt",
                 "log1p", "log", "log2", "log10", "gamma", "lgamma", "erf", "erfc", "degrees", "radians", "ulp", "frexp", "modf"]:
        function = getattr(math, name)
        for x in special + [rng.uniform(-3, 3) for _ in range(15)] + [some_float() for _ in range(10)]:
            out.ask(name, lambda: function(x), x)
    for name in ["pow", "fmod", "remainder", "nextafter", "hypot"]:
        function = getattr(math, name)
        for _ in range(80):
            x, y = [rng.choice([some_float(), rng.choice(special), rng.uniform(-3, 3)]) for _ in range(2)]
            out.ask(name, lambda: function(x, y), x, y)
    for _ in range(150):
        x, y, z = [rng.choice([some_float(), rng.choice(special), rng.uniform(-3, 3)]) for _ in range(3)]
        out.ask("fma", lambda: math.fma(x, y, z), x, y, z)
        close = rng.choice([x, x * (1 + 1e-10), y])
        out.ask("isclose", lambda: math.isclose(x, close, rel_tol=rng_tolerance), x, close, rng_tolerance := rng.choice([1e-9, 1e-11, 0.0, -1.0]))
        exponent = rng.choice([0, 1, -1, 1000, -1000, -1074, -2000, 5000, rng.randrange(-1100, 1100)])
        out.ask("ldexp", lambda: math.ldexp(x, exponent), x, exponent)
        steps = rng.choice([0, 1, 2, 1000, 2**40, -1])
        out.ask("steps", lambda: math.nextafter(x, y, steps=steps), x, y, steps)
        values = [rng.choice([some_float(), rng.uniform(-1, 1), 1e16, 1.0, -1e16, 1e-16, rng.uniform(-1, 1) * 2.0**rng.randrange(-60, 60)]) for _ in range(rng.randrange(8))]
        if rng.random() < 0.7:
            values = [x for x in values if math.isfinite(x) and abs(x) < 1e200]
        out.ask("fsum", lambda: math.fsum(values), " ".join(map(repr, values)))
        out.ask("hypotn", lambda: math.hypot(*values), " ".join(map(repr, values)))
        others = values[::-1]
        out.ask("sumprod", lambda: math.sumprod(values, others), " ".join(map(repr, values)), " ".join(map(repr, others)))
        out.ask("dist", lambda: math.dist(values, others), " ".join(map(repr, values)), " ".join(map(repr, others)))
        n = some_int()
        for name in ["log", "log2", "log10"]:
            out.ask(name + "_int", lambda: getattr(math, name)(n), n)
    for n in [10**400, 2**2000, 3**3000, -10**400, 0, 1]:
        for name in ["log", "log2", "log10"]:
            out.ask(name + "_int", lambda: getattr(math, name)(n), n)
    out.write()



def record_suggest():
    out = Recorder("suggest")
    from _suggestions import _generate_suggestions
    words = ["append", "extend", "insert", "remove", "pop", "clear", "index", "count", "sort", "reverse", "copy", "__init__", "__len__",
             "bluch", "Noise", "noise", "blech", "a", "bc", "fOo", "foo_bar", "fooBar", "x" * 39, "x" * 41 + "y", "é", "être", "maximum", "minimum"]

    def misspell(word):
        letters = list(word)
        for _ in range(rng.randrange(4)):
            at = rng.randrange(len(letters) + 1)
            kind = rng.randrange(4)
            if kind == 0:
                letters.insert(at, rng.choice("abcexo_é"))
            elif at < len(letters):
                letters[at] = ["", letters[at].swapcase(), rng.choice("abcexo_é")][kind - 1]
        return "".join(letters)

    for _ in range(500):
        name = misspell(rng.choice(words))
        candidates = [misspell(rng.choice(words)) for _ in range(3)] + rng.sample(words, rng.randrange(10))
        rng.shuffle(candidates)
        out.ask("suggest", lambda: _generate_suggestions(candidates, name), name, " ".join(candidates))
    out.write()



def some_expression(depth):
    def sub():
        text = some_expression(depth - 1)
        return rng.choice([text, text, f"({text})", f"( {text} )", f"(({text}))"])

    if depth == 0:
        return rng.choice(["a", "b", "long_name", "1", "2.5", "0xff", "1e-5", "'s'", "'é'", "'日本'", "f'{a + b}x'", "ñ", "'a' 'b'", "...", "(1, 2)", "[1]", "{1: 2}",
                           "(x for x in y)", "None", "''", "'(['", '"\'"', "[x for x in y]", "()"])
    kind = rng.randrange(14)
    space, other = rng.choice(["", " ", " ", "  "]), rng.choice(["", " ", " "])
    if kind < 5:
        return f"{sub()}{space}{rng.choice(['+', '-', '*', '/', '//', '%', '@', '**', '<<', '>>', '&', '|', '^'])}{other}{sub()}"
    if kind < 7:
        return f"{sub()}{rng.choice(['', '', ' '])}[{sub()}{rng.choice(['', ', 1', ':', ':2'])}]"
    if kind < 9:
        return f"{sub()}{rng.choice(['', '', ' '])}({rng.choice(['', sub(), sub() + ', k=' + sub(), '*' + sub(), '*' + sub() + ', **' + sub()])})"
    return [f"{sub()}.attr", f"{rng.choice(['-', '+', '~', 'not '])}{sub()}", f"{sub()} {rng.choice(['<', '==', 'in', 'is not'])} {sub()}",
            f"{sub()} {rng.choice(['and', 'or'])} {sub()}", f"{sub()} if {sub()} else {sub()}"][kind - 9]


def broken_into_lines(text):
    """Line breaks (with a comment or an empty line now and then) at spaces inside of brackets."""
    out, depth, quote = "", 0, ""
    for c in text:
        if quote:
            quote = "" if c == quote else quote
        elif c in "'\"":
            quote = c
        depth += (not quote) * ((c in "([{") - (c in ")]}"))
        if c == " " and depth and not quote and rng.random() < 0.35:
            out += rng.choice(["\n", " \n    ", "  # note (\n  ", "\n\n", " \\\n "])
        else:
            out += c
    return out


def record_traceback():
    out = Recorder("traceback")
    import ast
    import linecache
    from traceback import FrameSummary, StackSummary

    def excerpt(source, start, end):
        lines = source.splitlines(keepends=True)
        linecache.cache["<source>"] = (len(source), None, lines, "<source>")
        frame = FrameSummary("<source>", start[0], "f", lookup_line=False, end_lineno=end[0], colno=start[1], end_colno=end[1])
        return StackSummary().format_frame_summary(frame).partition("\n")[2]

    templates = ["{}", "x = {}", "return {}", "x = y = {}", "x.y = {}", "x = ({})", "return ({})", "if {}: pass", "f({}, 1)", "    x = {}", "  return {}", "        {}",
                 "x = {}  # why", "x = {}; y", "assert {}, 'é'", "return {} + 1", "x: int = {}", "x += {}"]
    for _ in range(900):
        source = rng.choice(templates).format(some_expression(rng.choice([1, 1, 2, 2, 3])))
        if rng.random() < 0.25:
            source = broken_into_lines(source)
        wrapped = "async def f():\n if 1:\n" + "".join("   " + line for line in source.splitlines(keepends=True))
        try:
            warnings.simplefilter("ignore")
            tree = ast.parse(wrapped)
            compile(wrapped, "", "exec")
        except SyntaxError:
            continue
        nodes = [n for n in ast.walk(tree) if isinstance(n, (ast.expr, ast.stmt)) and n.lineno > 2]
        node = rng.choice(nodes)
        start, end = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
        lines = wrapped.splitlines()[start[0] - 1:end[0]]
        out.ask("excerpt", lambda: excerpt(wrapped, start, end), "\n".join(lines), start[1], end[1])
    out.write()



def record_complex():
    out = Recorder("complex")
    texts = ["1+2j", "(1+2j)", " 1 ", "j", "+j", "-j", "infj", "nan-infj", "1_0j", "1+j", "1e5-2.5e-3j", "1J", "( 1 )", "\u0661+\u0662j", "1 + 2j",
             "", "(1", "1+2", "1+2j)", "jj", "1++2j", "a", "1j+2", "1__0j", "\ud800", "+-1j", "infinityj", "-nanj", "1+infj", ".5j", "5.j", "1e", "1ej",
             "1e5", "-", "+", ".", ".j", "()", "(j)", "1e+j", "1e+5j", "1.5.2", "inf", "infinit", "1+2jj", "1j1", "_1", "1_", "1_+2j", "((1))", "( 1+2j )x"]
    for text in texts:
        out.ask("parse", lambda: complex(text), text)
    small = [0.0, -0.0, 1.0, -1.0, 2.0, 0.5, -3.0, 1e200, 1e-200, float("inf"), float("-inf"), float("nan"), 7.25]

    def part():
        return rng.choice([rng.choice(small), rng.choice(small), rng.randrange(-9, 9) * 1.0])

    for _ in range(250):
        a, b = complex(part(), part()), complex(part(), part())
        if rng.random() < 0.5:
            a, b = complex(rng.randrange(-5, 6), rng.randrange(-5, 6)), complex(rng.randrange(-5, 6), 0)
        out.ask("repr", lambda: repr(a), a.real, a.imag)
        out.ask("mul", lambda: a * b, a.real, a.imag, b.real, b.imag)
        out.ask("div", lambda: a / b, a.real, a.imag, b.real, b.imag)
        out.ask("pow", lambda: a ** b, a.real, a.imag, b.real, b.imag)
        out.ask("abs", lambda: abs(a), a.real, a.imag)
        if a == a:
            out.ask("hash", lambda: hash(a), a.real, a.imag)
    out.write()


for name, function in list(globals().items()):
    if name.startswith("record_"):
        function()
