def f():
    try:
        return 1
    finally:
        return 2


print(f())
for i in range(2):
    try:
        pass
    finally:
        break
print(i)
