import gc

gc.disable()


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a, b = Node("a"), Node("b")
a.other, b.other = b, a
del a, b
print("unreachable, not yet collected")
n = gc.collect()
print("collected", n > 0)
c = Node("self")
c.me = c
c = None
gc.collect()
lst = [Node("in list")]
lst.append(lst)
del lst
gc.collect()


def f():
    node = Node("closure")
    node.f = lambda: node


f()
print("before")
gc.collect()
print(gc.isenabled(), gc.garbage, gc.collect())
gc.enable()
print(gc.isenabled())
