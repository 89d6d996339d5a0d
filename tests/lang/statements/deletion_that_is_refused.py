# What `del value[key]` says: an index of a container is refused in other words.
class Empty: pass


class Holds:
    def __contains__(self, item): return False


for value in (1, 1.5, None, "a", b"a", (), range(3), frozenset(), {}.keys(), len, Empty(), Holds(), iter([]), slice(1)):
    for key in (0, 1.5, "k", True, slice(1)):
        try:
            del value[key]
        except TypeError as error:
            print(type(value).__name__, repr(key), error)
