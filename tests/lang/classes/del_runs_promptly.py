class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = D("a")
b = a
del a
print("still alive")
b = None
print("gone")
D("temporary")
print("after temporary")


def f():
    local = D("local")
    print("in f")


f()
x = [D("in list 0"), D("in list 1")]
x.pop(0)
print("popped")
x.clear()
x = D("old")
x = D("new")
d = {"k": D("value")}
d["k"] = 1
(D("in tuple"), 1)
for i in range(2):
    it = D(f"loop {i}")
print("end")
