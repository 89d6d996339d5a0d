def f(a, b):
    return [a, b], (a, b), {a, b}, {a: b, "k": 1}, [*a, b], (*a,), {**a, "x": b}, [1, 2, 3], {4, 5, 6}
