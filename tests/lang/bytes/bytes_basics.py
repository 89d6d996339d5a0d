b = b"ab\x00\xff'\"\n"
print(b, repr(b), b[0], b[1:3], len(b), list(b), b == b"ab", b"a" < b"b")
print(hash(b"abc") == hash("abc".encode()), b"a" + b"b", b"ab" * 2, 97 in b, b"b" in b)
print(bytes(), bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(3)))
print(b"%d-%s" % (5, b"x"), br"\n", b"\x41\101", b"it's", b'"q"')
for f in (
    lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes("a"), lambda: bytes(-1),
    lambda: bytes(1.5), lambda: b"a" + "b", lambda: b"abc"[9], lambda: "a" in b"abc",
    lambda: 300 in b"abc", lambda: bytes(["a"]), lambda: bytes(1, "utf-8"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    b[0] = 1
except TypeError as e:
    print(e)
