class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def fails():
    a = D("a")
    b = D("b")
    raise KeyError


try:
    fails()
except KeyError:
    print("caught")
print("end")
