print((2.5).as_integer_ratio(), (-0.1).as_integer_ratio(), (4.0).is_integer(), (4.5).is_integer())
print((1.0).hex(), (0.1).hex(), (-2.5).hex(), float.fromhex("0x1.8p+1"), float.fromhex("ff"), (5e-324).hex())
print((2.7).__trunc__(), (2.7).__floor__(), (2.2).__ceil__(), (-2.7).__round__(), (3.5).real, (3.5).imag)
print(float.fromhex("-0x0p0"), (1e300).is_integer(), float("inf").is_integer())
for f in (
    lambda: float("inf").as_integer_ratio(),
    lambda: float("nan").as_integer_ratio(),
    lambda: float.fromhex("xyz"),
    lambda: float.fromhex("0x1p5000"),
    lambda: round(float("nan")),
    lambda: round(float("inf")),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
