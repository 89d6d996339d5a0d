print(1 / 3, 2 / 3, 10 / 5, type(10 / 5), -1 / 3)
print((10**40) / (10**39), (2**1023 * 4) / (2**1000), 1 / 10**300)
print((2**53 + 1) / 1, (2**54 + 3) / 2, 9007199254740993 / 1)
try:
    print(10**400 / 3)
except OverflowError as e:
    print("OverflowError", e)
try:
    print(10**400 * 1.0)
except OverflowError as e:
    print("OverflowError", e)
print(1 / 10**400, 10**400 / 10**399)
