def v(x):
    print("v", x)
    return x


print(1 < v(2) < 3, 1 < v(0) < v(9), v(1) == v(1) == v(1), v(3) > v(2) != v(5) in [5])
print(1 < 2 > 1, "a" in "abc" in ["abc"], not 1 < 2, 1 == 1.0 == True, 1 in [1] is not False)
a = b = []
print(a is b, a is not [], None is None, a == b == [])
print([1, 2] == [1, 2] != [3], 0 == False is not True, 1 in [1] == True)
x = 5
print(0 < x < 10 and not 3 < x < 4, (0 < x) < 10, x in (1, 5) and "yes" or "no")
