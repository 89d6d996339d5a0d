import base64
import binascii
import io
import secrets

for size in range(12):
    data = bytes(range(250, 256)) + b"abcdef"
    data = data[:size]
    for name in ("b64", "b32", "b32hex", "b16", "b85", "a85", "z85"):
        if name == "z85" and size % 4:
            continue
        encoded = getattr(base64, name + "encode")(data)
        print(size, name, encoded, getattr(base64, name + "decode")(encoded) == data)
print(base64.b64encode(b"\xff\xfe", b"-_"), base64.urlsafe_b64encode(b"\xff\xfe"), base64.urlsafe_b64decode("__4="), base64.standard_b64decode(b"//4="))
print(base64.encodebytes(b"x" * 100), base64.decodebytes(base64.encodebytes(b"x" * 100)) == b"x" * 100)
print(base64.a85encode(b"\0\0\0\0    abc", foldspaces=True, adobe=True), base64.a85decode(b"<~zy@:E^~>", foldspaces=True, adobe=True), base64.a85encode(b"hello world", wrapcol=5))
out = io.BytesIO()
base64.encode(io.BytesIO(b"y" * 200), out)
print(out.getvalue())
for call in (
    lambda: base64.b64decode("YWJ"), lambda: base64.b64decode("Y$WJj", validate=True), lambda: base64.b32decode("A"), lambda: base64.b32decode("a" * 8),
    lambda: base64.b32decode("mf======", casefold=True), lambda: base64.b16decode("ag"), lambda: base64.b16decode("ab", casefold=True), lambda: base64.b85decode("\x01"),
    lambda: base64.b64encode("a"), lambda: base64.b64decode("\xe9"), lambda: base64.b85decode("|NsC1"), lambda: base64.a85decode(b"x"), lambda: base64.b64decode(None),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
print(len(secrets.token_bytes(5)), len(secrets.token_hex(4)), len(secrets.token_urlsafe(6)), secrets.randbelow(1), secrets.choice([3]), secrets.compare_digest("a", "a"))
