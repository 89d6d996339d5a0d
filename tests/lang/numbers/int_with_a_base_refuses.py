# Which complaint comes first when neither the value nor the base will do.
for value in (1, 1.5, None, "a", b"1", "12"):
    for base in (2, 0, 1, 37, -1, 10**30, "x", None, True):
        try:
            print(repr(value), repr(base), int(value, base))
        except (TypeError, ValueError) as error:
            print(repr(value), repr(base), type(error).__name__, error)
