# deque and defaultdict come with collections and count as their abstract classes.
from collections import defaultdict, deque
from collections.abc import Mapping, MutableMapping, Sequence

d = defaultdict(list)
d["k"].append(1)
print(d, dict(d), isinstance(d, MutableMapping), isinstance(d, Mapping))
q = deque([1, 2, 3], maxlen=3)
q.append(4)
q.appendleft(0)
print(q, q.maxlen, isinstance(q, Sequence))
