a = [1, 2]
b = a
a += [3]
print(b, a is b)
a = a + [4]
print(b, a, a is b)
a *= 2
print(a, [0] * 3, 2 * [1], [1] * -1, [] * 5, [1] + [], True * [7])
b += (x for x in "ab")
b += {"k": 1}
print(b, 1 in b, 9 not in b)
for f in (
    lambda: [1] + (2,), lambda: [1] * "a", lambda: [1] - [1], lambda: -[1], lambda: [1] * 1.5,
    lambda: (1,) + [2], lambda: [1].__iadd__(5), lambda: [1] * 10**18,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
