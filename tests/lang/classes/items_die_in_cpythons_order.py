class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, end=" ")


def show(what):
    print(":", what)


items = [D("l1"), D("l2"), D("l3")]
del items
show("a list")
items = (D("t1"), D("t2"), D("t3"))
del items
show("a tuple")
items = {1: D("d1"), 2: D("d2")}
del items
show("a dict")
thing = D("thing")
thing.x, thing.y = D("x"), D("y")
del thing
show("attributes")
items = [D("c1"), D("c2")]
items.clear()
show("clear()")
items = [D("s1"), D("s2"), D("s3")]
items[:2] = []
show("a slice")
items[:] = [D("n1"), D("n2")]
show("all")
del items[:]
show("del")
items = [D("e1"), D("e2"), D("e3"), D("e4")]
del items[::2]
show("every other one")
del items
show("the rest")
