"""Writes tests/data/unicode.txt: for each fact one 32-bit hash per block of 4096 code points, which tests/unicode.rs
compares with ours. Run: `python3.14 record/unicode.py > tests/data/unicode.txt`.
"""
import unicodedata


def value(get):
    def numeric(c):
        number = get(c, None)
        return b"-" if number is None else str(int(number)).encode()
    return numeric


def thousandths(c):
    number = unicodedata.numeric(c, None)
    if number is None:
        return b"-"
    from fractions import Fraction
    exact = Fraction(number).limit_denominator(1000)
    return str(int(exact * 1000)).encode()


def ignorable(c):
    # A sigma after a letter and `c` and before a letter-free end is final exactly if `c` is looked through.
    return bytes([("A" + c + "\u03a3").lower().endswith("\u03c2") and not ("!" + c + "\u03a3").lower().endswith("\u03c2")])


def named(c):
    # CJK and Hangul names are computed by rule in every implementation and would hide nothing.
    return unicodedata.name(c, "").encode()


def text(method):
    return lambda c: method(c).encode("utf-8", "surrogatepass")


def test(method):
    return lambda c: bytes([method(c)])


facts = {name: text(getattr(str, name)) for name in ["lower", "upper", "title", "casefold", "swapcase"]}
facts |= {name: test(getattr(str, name)) for name in
          ["isalpha", "isalnum", "isdecimal", "isdigit", "isnumeric", "isspace", "isprintable", "isidentifier",
           "islower", "isupper", "istitle"]}
facts["continues"] = lambda c: bytes([("a" + c).isidentifier()])
facts["ignorable"] = ignorable
facts |= {"decimal": value(unicodedata.decimal), "digit": value(unicodedata.digit), "numeric": thousandths}
facts["name"] = named
facts["lookup"] = lambda c: str(ord(c)).encode() if unicodedata.name(c, "") else b""

for name, fact in facts.items():
    hashes = []
    for block in range(0, 0x110000, 4096):
        h = 0xcbf29ce484222325
        for c in range(block, block + 4096):
            for byte in fact(chr(c)) + b"\xff":
                h = (h ^ byte) * 0x100000001b3 % 2**64
        hashes.append(f"{h % 2**32:08x}")
    print(name, *hashes)
