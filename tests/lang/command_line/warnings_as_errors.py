# options: -W error
x = [1 for _ in range(2)]
print(x is 5)
