def where():
    print("where")
    return box


def key():
    print("key")
    return 0


box = [10]
where()[key()] += 5
print(box)


class C:
    n = 1


def obj():
    print("obj")
    return C


obj().n *= 7
print(C.n)
x = [1]
y = x
x += (2,)
print(x is y, y)
n = 5
n -= 2
n **= 3
n //= 2
n %= 8
n <<= 4
n |= 1
n ^= 3
n &= 0xFE
n >>= 1
print(n)
n /= 4
print(n)
