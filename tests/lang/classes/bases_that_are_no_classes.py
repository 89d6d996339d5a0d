class Entry:
    def __mro_entries__(self, bases):
        return (int,)


class C(Entry()):
    pass


print(C.__mro__[1], C.__orig_bases__[0].__class__.__name__)
for bases in ((Entry(),), (list[int],), (5,), ("a",), (None,)):
    try:
        print(type("X", bases, {}))
    except TypeError as e:
        print(e)
