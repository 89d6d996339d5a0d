class V:
    def __init__(self, n):
        self.n = n

    def __lt__(self, o):
        print("lt", self.n)
        return self.n < o.n if isinstance(o, V) else NotImplemented

    def __le__(self, o):
        print("le", self.n)
        return "truthy string"

    def __gt__(self, o):
        print("gt", self.n)
        return NotImplemented


class W(V):
    def __gt__(self, o):
        print("W.gt", self.n)
        return ["W"]


print(V(1) < V(2), V(1) <= V(2), V(1) < W(2), V(1) == V(1), V(1) != V(2))
for f in (lambda: V(1) > V(2), lambda: V(1) < 5, lambda: 5 < V(1), lambda: V(1) >= 5, lambda: 5 >= V(2)):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(V(1) < V(2) < V(3), not V(1) <= V(0))
