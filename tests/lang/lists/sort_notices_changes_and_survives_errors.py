a = [3, 1, 2]


def key(v):
    a.append(v)
    return v


try:
    a.sort(key=key)
except ValueError as e:
    print(e)
print(sorted(a))
b = [3, 1, 2]
print(sorted(b, key=lambda v: len(b)))


def seen(v):
    print("during sort the list is", c)
    return v


c = [1]
c.sort(key=seen)
print(c)


def fails(v):
    raise RuntimeError(f"key of {v}")


d = [4, 5]
try:
    d.sort(key=fails)
except RuntimeError as e:
    print(e, d)
