class Never:
    def __eq__(self, other):
        print("eq called")
        return False


n = Never()
print([n] == [n], n in [n], [n].index(n), [n].count(n))
print([n] == [Never()], [1, 2] == [1, 2.0], [1] == (1,), [1, 2] < [1, 3], [1] < [1, 0], [] < [0])
print([2] > [1, 9])


class Eraser:
    def __eq__(self, other):
        a.clear()
        return False


a = [Eraser(), 1, 2]
print(1 in a, a)
b = [Eraser(), 3]
print(b.count(3))
try:
    [1] < ["a"]
except TypeError as e:
    print(e)
try:
    [1] < (1,)
except TypeError as e:
    print(e)
