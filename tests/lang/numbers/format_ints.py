for spec in (
    "", "d", "5", "<5", "^7", "05", "+", " ", ",", "_", "x", "X", "#x", "#X", "o", "#o", "b", "#b",
    "#010b", "_b", "_x", "c", "e", ".2f", "%", "n", "*>8", "=+8", "0=8", "+,d", "#_x",
):
    print(f"{spec!r:8} [{format(65, spec)}] [{format(-1234567, spec) if spec != 'c' else '-'}]")
for spec in ("s", ".2d", "q", ",x", "+c", "10.3", ",_", "0<5d5"):
    try:
        print(spec, format(42, spec))
    except ValueError as e:
        print(repr(spec), e)
try:
    format(0x110000, "c")
except OverflowError as e:
    print(e)
