# One item is the minimum, all items are sorted: what is compared first shows.
import heapq


def attempt(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


class Loud:
    def __init__(self, n): self.n = n
    def __repr__(self): return str(self.n)

    def __lt__(self, other):
        print(self.n, "<", other.n, end="; ")
        return self.n < other.n


mixed = [7, (1, "a"), 10**21]
values = [Loud(n) for n in (5, 1, 4, 1, 3)]
for best in (heapq.nsmallest, heapq.nlargest):
    for n in (0, 1, 2, 3, 4):
        attempt(lambda: best(n, mixed))
        attempt(lambda: best(n, []))
        attempt(lambda: best(n, 5))
        attempt(lambda: best(n, [3, 1, 2], key=lambda x: -x))
    attempt(lambda: best(1, values))
    attempt(lambda: best(1, iter(())))
    attempt(lambda: best(-1, values))
    attempt(lambda: best("a", values))
