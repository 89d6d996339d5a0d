class CM:
    def __init__(self, v):
        self.v = v

    def __enter__(self):
        return self.v

    def __exit__(self, *a):
        print("exit")


class Box:
    pass


b, lst = Box(), [0]
with CM(5) as b.attr, CM(6) as lst[0], CM((1, 2)) as (x, y), CM([3, 4]) as [z, *w]:
    print(b.attr, lst, x, y, z, w)
try:
    with CM(5) as (x, y):
        print("body")
except TypeError as e:
    print(e)
try:
    with CM(1) as lst[5]:
        print("body")
except IndexError as e:
    print(e)
with CM(1), CM(2):
    pass
with (CM(7)) as n:
    print(n)
with (CM(1), CM(2)):
    print("two managers, not a tuple")
print(x, n)
