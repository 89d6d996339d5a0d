s = "aé€😀"
for enc in ("utf-8", "UTF8", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1", "ascii"):
    try:
        print(enc, s.encode(enc), s.encode(enc).decode(enc) == s)
    except UnicodeEncodeError as e:
        print(enc, e)
for errors in ("ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace"):
    print(errors, s.encode("ascii", errors))
data = b"a\xff\xc3\xa9\xe2\x82"
for errors in ("ignore", "replace", "backslashreplace", "surrogateescape"):
    print(errors, ascii(data.decode("utf-8", errors)))
print(data.decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape") == data)
print(b"\xe9".decode("latin-1"), str(b"caf\xc3\xa9", "utf-8"))
for f in (
    lambda: data.decode(), lambda: b"\xe2\x82".decode(), lambda: b"\x80".decode("ascii"),
    lambda: "\ud800".encode(), lambda: "a".encode("nope"), lambda: b"".decode("nope"),
    lambda: "é".encode("ascii", "nope"), lambda: b"\xc3\x28".decode("utf-8"),
    lambda: str("a", "utf-8"), lambda: "é€".encode("latin-1"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
