import collections
import itertools
import threading

for call in (
    lambda: itertools.repeat(),
    lambda: itertools.pairwise(),
    lambda: itertools.pairwise(1, 2),
    lambda: itertools.count(1, 2, 3),
    lambda: collections.deque().append(),
    lambda: collections.deque().append(1, 2),
    lambda: collections.deque().append(x=1),
    lambda: [].sort(5),
    lambda: reversed(),
    lambda: enumerate(),
    lambda: zip(1),
    lambda: map(),
    lambda: filter(),
    lambda: range(),
    lambda: slice(),
    lambda: property(1, 2, 3, 4, 5),
    lambda: classmethod(),
    lambda: super(1, 2, 3),
    lambda: object(1),
    lambda: bool(1, 2),
    lambda: float(1, 2),
    lambda: int(1, 2, 3),
    lambda: str(1, 2, 3, 4),
    lambda: bytes(1, 2, 3, 4),
    lambda: list(1, 2),
    lambda: tuple(1, 2),
    lambda: set(1, 2),
    lambda: frozenset(1, 2),
    lambda: dict(1, 2),
    lambda: type(1, 2),
    lambda: threading.excepthook(1),
):
    try:
        print(call())
    except TypeError as e:
        print(e)
