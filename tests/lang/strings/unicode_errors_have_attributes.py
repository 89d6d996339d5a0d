try:
    b"ab\xffcd".decode("utf-8")
except UnicodeDecodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason, e.args)
try:
    "abé€d".encode("ascii")
except UnicodeEncodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason, e.args)
    print(isinstance(e, ValueError), type(e).__mro__[1:4])
e = UnicodeDecodeError("utf-8", b"xyz", 1, 2, "because")
print(e, repr(e))
print(UnicodeEncodeError("ascii", "aé", 1, 2, "no"), UnicodeEncodeError("ascii", "aéé", 1, 3, "no"))
try:
    UnicodeDecodeError("utf-8")
except TypeError as e:
    print(e)
