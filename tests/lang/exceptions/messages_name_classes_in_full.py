# Some messages name a class with its module, and functions that say they are builtin go without.
from collections import Counter
from functools import wraps


@wraps(len)
def wrapped(*args, **more): pass


class Local(dict): pass


for action in (lambda: {Counter(): 1}, lambda: {Counter()}, lambda: {}[Counter()], lambda: {Local()}, lambda: hash(Counter()),
               lambda: {[]}, lambda: wrapped(**None), lambda: wrapped(*1), lambda: wrapped(a=1, **{"a": 2})):
    try:
        action()
    except TypeError as error:
        print(error)
for manager in (Counter(), Local(), 1):
    try:
        with manager: pass
    except TypeError as error:
        print(error)
