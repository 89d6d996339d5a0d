print(repr("a'\n"), ascii("é😀"), chr(65), chr(0x1F600), ord("a"), ord("😀"), ord(b"a"), hex(255))
print(hex(-255), oct(8), bin(-5), bin(0), hex(2**70), callable(len), callable("x"))
for f in (
    lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: chr(1.5), lambda: ord(""),
    lambda: ord("ab"), lambda: ord(5), lambda: ord(b"ab"), lambda: hex("a"), lambda: oct(1.5),
    lambda: bin(None), lambda: ascii(), lambda: chr(10**30), lambda: repr(),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
