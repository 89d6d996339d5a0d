class Both:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


class OnlyRepr:
    def __repr__(self):
        return "only repr"


class Bad:
    def __str__(self):
        return 5

    def __repr__(self):
        return None


print(str(), str(1), str(None), str([Both()]), str(Both()), repr(Both()), str(OnlyRepr()))
print(f"{OnlyRepr()}", "%s" % Both(), "%r" % Both(), [Both()], str(object=4), str(b"x"))
for f in (
    lambda: str(Bad()), lambda: repr(Bad()), lambda: f"{Bad()}", lambda: str(1, 2),
    lambda: str("a", "b", "c", "d"), lambda: str(b"a", 1), lambda: [Bad()].__repr__(),
):
    try:
        print(f())
    except TypeError as e:
        print(e)
