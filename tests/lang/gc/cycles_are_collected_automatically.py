import gc

dead = []


class Node:
    def __del__(self):
        dead.append(1)


for i in range(50_000):
    n = Node()
    n.me = n
print(len(dead) > 10_000, gc.isenabled(), len(gc.get_threshold()), len(gc.get_count()))
print(gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked("a"), gc.get_referents([1, "a"]))
for bad in (lambda: gc.collect(5), lambda: gc.collect(-1), lambda: gc.collect("a")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
