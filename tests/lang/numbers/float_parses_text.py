for text in (
    "1", " 2.5 ", "-.5", "1.", "1e3", "1E-3", "1_0.5_0", "inf", "-Infinity", "NaN", "+1", "٣.٥",
    "1e400", "1e-400",
):
    print(repr(text), float(text))
for bad in ("", "1e", "e5", "1__0", "_1", "0x10", "1 2", "one", "1.5.", "--1", "infin", b"abc", None, [1]):
    try:
        print(float(bad))
    except Exception as e:
        print(type(e).__name__, e)
print(float(), float(7), float(b"1.25"), float(True), float(2**60))
