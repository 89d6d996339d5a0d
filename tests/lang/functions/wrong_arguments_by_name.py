import collections
import functools
import io
import itertools
import math
import os
import threading

for call in (
    lambda: compile(1),
    lambda: compile(*range(9)),
    lambda: eval(zzz=1),
    lambda: open(),
    lambda: open(zzz=1),
    lambda: open(file=1, zzz=2),
    lambda: round(),
    lambda: round(1, 2, 3),
    lambda: pow(1, base=2),
    lambda: sum([1], 2, start=3),
    lambda: sum(zzz=1),
    lambda: math.isclose(1),
    lambda: math.isclose(1, 2, 3),
    lambda: math.prod(),
    lambda: math.prod(zzz=1),
    lambda: itertools.accumulate(),
    lambda: itertools.repeat(zzz=1),
    lambda: itertools.count(1, start=2),
    lambda: functools.reduce(zzz=1),
    lambda: os.close(zzz=1),
    lambda: io.BytesIO(1, 2),
    lambda: io.BytesIO(zzz=1),
    lambda: io.StringIO(newline=1, x=2, y=3),
    lambda: io.TextIOWrapper(),
    lambda: collections.deque([], 1, maxlen=2),
    lambda: collections.deque(zzz=1),
    lambda: property(zzz=1),
    lambda: threading.Lock().acquire(1, 2, 3),
    lambda: threading.Lock().acquire(zzz=1),
    lambda: [].sort(1, key=2),
    lambda: [].sort(zzz=1),
    lambda: "a".split(1, 2, 3),
    lambda: "a".split(sep=1, zzz=2),
    lambda: "".replace("a"),
    lambda: (1).to_bytes(1, 2, 3),
    lambda: (1).to_bytes(signed=1, x=2, y=3, z=4),
    lambda: enumerate([], 1, 2),
    lambda: str(object=1, encoding=2, errors=3, x=4),
    lambda: int(1, 2, base=3),
    lambda: bytes(1, 2, 3, 4),
    lambda: print(1, zzz=2),
):
    try:
        print(call())
    except TypeError as e:
        print(e)
