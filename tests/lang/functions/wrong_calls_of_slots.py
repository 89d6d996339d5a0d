# Methods behind operators have texts of their own; the receiver is looked at before the other arguments.
import collections


def attempt(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


values = [[], "", b"", (), {}, set(), 1, 1.0, range(3), slice(1), collections.deque()]
names = (
    "__add__ __mul__ __iadd__ __or__ __sub__ __pow__ __getitem__ __contains__ __len__ __eq__ __setitem__ "
    "__delitem__ __bool__ __int__ __setattr__ __delattr__ __getattribute__ append get upper"
).split()
for value in values:
    for name in names:
        if hasattr(value, name):
            print(type(value).__name__, name)
            for arguments in ((), (1, 2, 3), (1, 2, 3, 4)):
                attempt(lambda: getattr(value, name)(*arguments))
            if name != "append":
                attempt(lambda: getattr(value, name)(x=1))
            for arguments in ((), (None,), (None, 1, 2, 3, 4)):
                if name not in ("__setattr__", "__delattr__", "__getattribute__") and name in vars(type(value)):
                    attempt(lambda: getattr(type(value), name)(*arguments))
for method in (list.__getitem__, dict.__contains__, dict.__getitem__, set.__contains__, tuple.__getitem__):
    print(method)
attempt(lambda: property().__set__(1))
attempt(lambda: property().__get__())
attempt(lambda: (1).__pow__())
attempt(lambda: (1).__pow__(1, 2, 3))
attempt(lambda: [].__format__(None))
attempt(lambda: int.__add__(1.5, x=1))
