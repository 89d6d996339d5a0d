def ratio(a, b):
    return a / b + 1


def outer():
    return ratio(1, 0)


print("before")
outer()
