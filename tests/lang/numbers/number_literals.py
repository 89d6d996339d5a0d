print(1_000_000, 0xFF, 0XfF, 0o17, 0b1010, 0x_ff, 00, 0_0, 1e3, 1E+3, 1.e-2, .5, 1_0.0_1, 0xdead_beef)
print(123456789012345678901234567890, 0xFFFFFFFFFFFFFFFFFFFF, -0x8000000000000000)
print(1.5.real, 1 .real, 1..hex(), (1).real)
for source in ("012", "1__0", "0b2", "0o8", "0xg", "1_", "1abc", "0b", "1e", "1.2.3"):
    try:
        print(source, eval(source))
    except SyntaxError as e:
        print(source, "->", e.msg)
