t = ([1], 2)
try:
    t[0] += [2]
except TypeError as e:
    print(e)
print(t)
t[0].append(3)
print(t)
u = (1,)
v = u
u += (2,)
print(u, v)
u *= 2
print(u)
