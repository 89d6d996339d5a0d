print((n := 5) + n, n)
if (m := len("hello")) > 3:
    print("long", m)
data = iter([1, 2, 3, 0, 4])
while (x := next(data)):
    print(x, end=" ")
print(x)
print([y := 1, y**2], [last := v for v in range(3)], last, any((hit := w) > 2 for w in [1, 3, 5]), hit)


def f(a, b=(d := 7)):
    return a + b


print(f(1), d, f(a := 2), a, f((b := 3), b=b))


def g():
    [z := i for i in range(4)]
    return z


print(g(), {(k := "key"): (v := 1)}, k, v, (p := 1, q := 2), p + q, (lambda: (r := 1))())
