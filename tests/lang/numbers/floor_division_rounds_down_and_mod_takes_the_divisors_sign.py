for a in (7, -7):
    for b in (2, -2, 3, -3):
        print(a, b, a // b, a % b, divmod(a, b))
for a in (7.5, -7.5, 0.0, -0.0):
    for b in (2.0, -2.0):
        print(a, b, a // b, a % b, divmod(a, b))
big = 10**30
print(-big // 7, -big % 7, divmod(big + 1, -big), divmod(-1, big), divmod(1, -big))
print(5 % 3.5, -5 % 3.5, 1e300 % 7, -1e-20 % 3.0)
