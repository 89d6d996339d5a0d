for spec in (
    "", "f", ".0f", ".2f", "e", ".3E", "g", ".3g", "G", "%", ".1%", "10.2f", "<10.2f", "^10.2f",
    "+.1f", " .1f", ",.2f", "_.2f", "010.2f", "#.0f", "#g", "z.0f", ".10", "=+10.1f", "n",
):
    print(f"{spec!r:9} [{format(1234.5678, spec)}] [{format(-0.04, spec)}] [{format(1e20, spec)}]")
for x in (float("inf"), float("-inf"), float("nan")):
    print([format(x, s) for s in ("", "f", "F", "8", "08", "+", "%", "e", "g")])
for spec in ("d", "x", "s", ".", "5.", ".f", "c", "q"):
    try:
        print(format(1.5, spec))
    except ValueError as e:
        print(repr(spec), e)
