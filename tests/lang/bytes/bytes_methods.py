b = b"Hello, World"
print(b.upper(), b.lower(), b.find(b"o"), b.rfind(b"o"), b.count(b"l"), b.replace(b"l", b"L"))
print(b.split(b", "), b.startswith(b"He"), b.endswith((b"x", b"d")), b.index(87))
print(b.hex(), b.hex(" "), b.hex(":", 2), b"\x01\xab".hex(), bytes.fromhex("48 65 6c"))
print(b" x ".strip(), b"-".join([b"a", b"b"]), b"a,b".partition(b","), b"ab".center(6, b"*"))
print(b"7".zfill(3))
print(b.decode(), b.isalpha(), b"abc".isalnum(), b"12".isdigit(), b"a b".title(), b"ab".swapcase())
print(b"a\nb".splitlines(), b"abc".removeprefix(b"a"), b"abc".translate(None, b"b"), b.islower())
for f in (
    lambda: b.index(b"zz"), lambda: b"".join(["a"]), lambda: b.find("o"),
    lambda: bytes.fromhex("zz"), lambda: b.replace("a", "b"), lambda: b.split(""),
    lambda: bytes.fromhex("1"), lambda: b.startswith("H"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
