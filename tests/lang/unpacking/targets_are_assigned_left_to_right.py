class Log:
    def __setattr__(self, name, value):
        print("attr", name, value)

    def __setitem__(self, key, value):
        print("item", key, value)


def name(text):
    print("evaluate", text)
    return log


log = Log()
name("a").x, name("b")[print("key")] = name("c") and (1, 2)
name("d").y = name("e").z = 5


def gen():
    for i in range(3):
        print("yield", i)
        yield i


name("f").p, *name("g").q = gen()
try:
    log.r, log.s = iter(gen())
except ValueError as e:
    print(e)
