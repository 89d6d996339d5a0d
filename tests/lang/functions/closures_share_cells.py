def counter():
    n = 0

    def up():
        nonlocal n
        n += 1
        return n

    def get():
        return n

    def reset(to=0):
        nonlocal n
        n = to

    return up, get, reset


up, get, reset = counter()
other_up, other_get, _ = counter()
print(up(), up(), get(), other_up(), other_get(), reset(10), up(), get())
print(up.__closure__[0].cell_contents, up.__code__.co_freevars, type(up.__closure__[0]).__name__)
up.__closure__[0].cell_contents = 100
print(get())


def late():
    def show():
        return value

    value = "assigned later"
    return show()


print(late())


def deep(a):
    def b():
        def c():
            def d():
                return a + x

            x = 10
            return d

        return c

    return b()()()


print(deep(5))
