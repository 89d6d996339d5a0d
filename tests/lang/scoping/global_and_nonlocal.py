count = 0


def f():
    global count, made
    count += 1
    made = "made"

    def inner():
        global count
        count += 10

    inner()


f()
print(count, made)


def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x = "inner"

        inner()
        return x

    r = middle()
    return r, x


print(outer())


def shadow():
    count = "local"

    def reads():
        return count

    def reads_global():
        global count
        return count

    return reads(), reads_global()


print(shadow())


class C:
    global from_class
    from_class = 5
    count = "class"


print(from_class, hasattr(C, "from_class"), C.count, count)


def loop():
    global i
    for i in range(4):
        pass


loop()
print(i)


def deleter():
    global made
    del made


deleter()
print("made" in globals())
