n = 0
while n < 3:
    n += 1
    if n == 2:
        continue
    print(n)
else:
    print("while else")
while True:
    n -= 1
    if n < 0:
        break
else:
    print("never")
for c in "ab":
    for d in "xy":
        if d == "y":
            break
        print(c, d)
    else:
        print("inner else")
    if c == "b":
        break
else:
    print("never")
for x in []:
    pass
else:
    print("empty else")
while 0:
    pass
else:
    print("while 0 else")
for i in range(3): print(i, end=";")
print()
if n: print("n"); print("same line")
else: print("zero")
print(x if (x := []) else "falsy", 1 if 0 else 2 if 0 else 3)
