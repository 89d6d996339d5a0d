print((0).bit_length(), (255).bit_length(), (-256).bit_length(), (2**100).bit_length())
print((255).bit_count(), (-7).bit_count(), (2**100 - 1).bit_count())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-1).to_bytes(2, "big", signed=True))
print((5).to_bytes())
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff\xfe", "little", signed=True))
print(int.from_bytes([1, 2]))
print((7).as_integer_ratio(), (3).conjugate(), (3).real, (3).imag, (6).numerator, (6).denominator)
print((5).is_integer())
for f in (
    lambda: (256).to_bytes(1, "big"),
    lambda: (-1).to_bytes(1, "big"),
    lambda: (1).to_bytes(1, "middle"),
    lambda: (1).to_bytes(-1, "big"),
    lambda: (1).nope,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
