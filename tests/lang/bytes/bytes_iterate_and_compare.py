print([x for x in b"abc"], b"".join(bytes([c]) for c in b"xyz"), max(b"abc"), sorted(b"cab"))
print(b"abc"[::-1], tuple(b"ab"), sum(b"\x01\x02"))
print(b"a" == "a", b"a" != "a", b"a" == 97, {b"k": 1}[b"k"], b"abc" > b"abb", bool(b""))
print(bool(b"\x00"), bytes(iter([1, 2])), b"ab" in {b"ab"})


class HasBytes:
    def __bytes__(self):
        return b"from dunder"


print(bytes(HasBytes()), b"%b|%a|%c|%x|%5d" % (b"q", "é", 65, 255, 42))
try:
    b"a" < "a"
except TypeError as e:
    print(e)
try:
    b"%s" % "text"
except TypeError as e:
    print(e)
