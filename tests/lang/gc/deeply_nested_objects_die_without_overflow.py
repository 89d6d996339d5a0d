class Node:
    def __init__(self, next):
        self.next = next


n = None
for _ in range(200_000):
    n = Node(n)
del n
print("nodes gone")
lst = []
for _ in range(200_000):
    lst = [lst]
del lst
print("lists gone")
t = ()
for _ in range(200_000):
    t = (t,)
t = None
d = {}
for _ in range(100_000):
    d = {"d": d}
d = None
g = iter(())
for _ in range(5_000):
    g = map(str, g)
del g
print("all gone")
