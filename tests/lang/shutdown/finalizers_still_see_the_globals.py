import sys


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, LIMIT, sys.is_finalizing(), sys.modules, sys.path, twice(2))


def twice(x):
    return 2 * x


LIMIT = 5
a = D("a")
c = D("in a cycle")
c.me = c
print("main ends")
