class Tree:
    def __init__(self, v, *kids):
        self.v, self.kids = v, kids

    def __iter__(self):
        yield self.v
        for k in self.kids:
            yield from k

    def depth_first(self, depth=0):
        yield depth, self.v
        for k in self.kids:
            yield from k.depth_first(depth + 1)

    @staticmethod
    def static(n):
        yield from range(n)

    @property
    def prop(self):
        yield "from property"

    def __getitem__(self, i):
        yield i


t = Tree(1, Tree(2, Tree(3)), Tree(4))
print(list(t), 3 in t, sorted(t, reverse=True), list(t.depth_first()), list(Tree.static(2)))
print(list(t.prop), list(t[5]), max(t))
a, *rest = t
print(a, rest)
it = iter(t)
print(next(it), list(zip(it, it)))
