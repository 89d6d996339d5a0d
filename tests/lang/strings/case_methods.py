for s in ("hello World", "ß straße", "ŉ", "ǆ", "ÀÉ", "they're bill's", "ΑΣ", "", "123", "ﬁ", "İ"):
    print(repr(s), s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold())
print("abc".islower(), "ABC".isupper(), "Abc Def".istitle(), "Abc def".istitle(), "".islower())
print("1".isupper(), "a1".islower())
