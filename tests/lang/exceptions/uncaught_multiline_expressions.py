def add(a, b):
    return a + b


def f(x):
    return add(
        x,
        [1,
         2][5],
    )


value = (
    1
    + 2
    + f(
        3
    )
)
