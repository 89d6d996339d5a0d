class Plain:
    pass


class Outer:
    class Inner:
        pass

    def method(self):
        class Local:
            pass

        return Local


import sys

print(repr(Plain), repr(Outer.Inner), Outer().method(), Plain.__module__, Outer.Inner.__qualname__)
print(repr(Plain()), repr(Outer.Inner()), str(Plain()) == repr(Plain()) or "differs by address")
print(int, type, object, None, Ellipsis, NotImplemented, len, [].append.__name__, str.upper)
print(Plain.__init__, sys, Exception, type(None), type(...), type(lambda: 0))
print(Outer.method, Outer().method)
print(property, type(Plain().__init__), dict.fromkeys, int.from_bytes, object.__new__)
print(type.__call__, [].__len__, (5).__add__)
