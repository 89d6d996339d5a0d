s = "banana bandana"
print(s.find("an"), s.rfind("an"), s.find("x"), s.find("an", 2), s.find("an", 2, 4), s.find(""))
print(s.find("", 20), s.rfind(""), s.find("a", -3))
print(s.index("ban", 1), s.rindex("ban"), s.count("an"), s.count("ana"), s.count(""), "".count(""))
print(s.count("a", 3, 8))
print(s.replace("an", "AN"), s.replace("an", "", 2), s.replace("", "-", 4), s.replace("zzz", "y"))
print("aaa".replace("aa", "b"), "".replace("", "x"), s.replace("a", "o", count=1))
print(s.startswith("ban"), s.startswith(("x", "ba")), s.endswith("ana"), s.startswith("na", 2))
print(s.endswith("ana", 0, 6), s.startswith(()), s.startswith(""), "".startswith("", 1))
for f in (
    lambda: s.index("zz"), lambda: s.rindex("zz"), lambda: s.find(1), lambda: s.startswith(1),
    lambda: s.endswith(["a"]), lambda: s.startswith(("a", 1)), lambda: s.replace("a"),
    lambda: s.replace("a", 1), lambda: s.count(),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
