class Node:
    __slots__ = ("key", "value", "before", "after")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.before = self.after = self


class LRU:
    def __init__(self, size):
        self.size, self.nodes, self.root = size, {}, Node()

    def _unlink(self, node):
        node.before.after, node.after.before = node.after, node.before

    def _push(self, node):
        node.before, node.after = self.root.before, self.root
        node.before.after = node.after.before = node

    def __getitem__(self, key):
        node = self.nodes[key]
        self._unlink(node)
        self._push(node)
        return node.value

    def __setitem__(self, key, value):
        if key in self.nodes:
            self._unlink(self.nodes.pop(key))
        elif len(self.nodes) == self.size:
            oldest = self.root.after
            self._unlink(oldest)
            del self.nodes[oldest.key]
        node = self.nodes[key] = Node(key, value)
        self._push(node)

    def __iter__(self):
        node = self.root.after
        while node is not self.root:
            yield node.key, node.value
            node = node.after

    def __contains__(self, key):
        return key in self.nodes

    def __len__(self):
        return len(self.nodes)


cache = LRU(3)
for i, key in enumerate("abcad"):
    cache[key] = i
print(list(cache), len(cache), "b" in cache, cache["c"], list(cache))
cache["e"] = "new"
print(list(cache), dict(cache))
try:
    cache["b"]
except KeyError as e:
    print("KeyError", e)
for i in range(1000):
    cache[i % 5] = i
print(list(cache))
