# Builtin constructors refuse keywords, but those of a subclass with an `__init__` or `__new__` of its own are not theirs.
from collections import deque


def attempt(action):
    try:
        print(repr(action()))
    except (TypeError, ValueError) as error:
        print(error)


for base in (tuple, frozenset, list, float):
    class Plain(base): pass

    class Initialised(base):
        def __init__(self, *args, **more): pass

    class Made(base):
        def __new__(cls, *args, **more): return base.__new__(cls, *args)

    for cls in (base, Plain, Initialised, Made):
        for arguments in ((), (5,), ("5b",), (1, 2)):
            print(base.__name__, cls.__name__, arguments, end=": ")
            attempt(lambda: repr(cls(*arguments, y=1)) if base is float else sorted(cls(*arguments, y=1)))
for arguments, more in (((1, 2, 3), {}), ((1, 2, 3, 4), {"y": 1}), (([1],), {"z": 1}), (([1],), {"iterable": 1})):
    attempt(lambda: deque(*arguments, **more))
    attempt(lambda: deque().__init__(*arguments, **more))
