total = 0
for i in range(10, -1, -3):
    total = total * 100 + i
print(total, i)
for i in range(0):
    pass
else:
    print("else runs, i is still", i)
for i in range(5):
    if i == 3:
        break
    i = 100
else:
    print("not reached")
print(i)
for i in range(9223372036854775805, 9223372036854775810):
    print(i, end=" ")
print()
it = iter(range(2))
print(next(it), next(it), next(it, None), type(it).__name__, type(iter(range(10**30))).__name__)
print(it.__length_hint__())
n = 3
for i in range(n):
    n = 10
print(i, [x for x in range(-3, 3)], [*range(3, -3, -2)])
