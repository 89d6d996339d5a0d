import itertools
import math
import operator
import sys
import time

for call in (
    lambda: sys.setswitchinterval(),
    lambda: sys.intern(1, 2),
    lambda: sys.getrecursionlimit(1),
    lambda: sys.getrecursionlimit(x=1),
    lambda: math.sqrt(),
    lambda: math.sqrt(x=1),
    lambda: math.pow(1),
    lambda: time.sleep(),
    lambda: time.time(1),
    lambda: operator.neg(),
    lambda: operator.add(1),
    lambda: len(),
    lambda: len(1, 2),
    lambda: len(obj=1),
    lambda: [].append(),
    lambda: [].append(1, 2),
    lambda: "".upper(1),
    lambda: {}.keys(1),
):
    try:
        call()
    except TypeError as e:
        print(e)
