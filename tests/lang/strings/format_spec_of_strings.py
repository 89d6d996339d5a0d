for spec in ("", "s", "10", "<10", ">10", "^10", "*^9", ".2", "6.2", "é>6", "010", "<", "0<6"):
    print(f"{spec!r:7}", repr(format("abc", spec)))
for spec in ("d", "+", "=10", ",", "#", "_", ".", "10.2.3", "abc", " 5", "z"):
    try:
        print(spec, repr(format("abc", spec)))
    except ValueError as e:
        print(repr(spec), e)
for value in (None, [1], (1,), {}, object, len, type):
    try:
        print(format(value, ">30"))
    except TypeError as e:
        print(e)
print(format(None), format([1, 2]), f"{None}|{[1]}|{(1,)}")
