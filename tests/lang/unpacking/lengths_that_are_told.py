# Of what unpacking tells the length when there are too many values.
from collections import deque, OrderedDict, defaultdict, Counter
class L(list): pass
class T(tuple): pass
class D(dict): pass
class LL(list):
    def __len__(self): return 99
for o in ([1]*4, (1,)*4, {1:1,2:2,3:3,4:4}, L([1]*4), T([1]*4), D({1:1,2:2,3:3,4:4}), LL([1]*4), range(4), deque([1]*4), OrderedDict({1:1,2:2,3:3}), Counter('abc'), defaultdict(int,{1:1,2:2,3:3}), "abcd", b"abcd", {1:1,2:2,3:3}.items(), iter([1]*4)):
    try: a, b = o
    except ValueError as e: print(type(o).__name__, e)
    try: a, b, c, d, e = o
    except ValueError as e: print(type(o).__name__, e)
