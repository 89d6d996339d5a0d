table = str.maketrans("abc", "xyz", "d")
print("aabbccdd!".translate(table), sorted(table.items(), key=str))
print("hello".translate({104: "J", "l": "unused", 108: None, 101: 69}), "añ".translate({0xF1: "n~"}))
print("abc".translate(str.maketrans({"a": "1", "b": None, 99: "three"})))


class Upper:
    def __getitem__(self, code):
        if code == ord("x"):
            raise LookupError
        return chr(code).upper()


print("wxyz".translate(Upper()))
for f in (
    lambda: str.maketrans("ab", "c"), lambda: str.maketrans(1), lambda: str.maketrans({"ab": 1}),
    lambda: "a".translate({97: 1.5}), lambda: "a".translate({97: 0x110000}),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
