# What is sent arrives, and no local is lost, whichever of them were there before.
def late(x):
    received = None
    later = x
    received = yield x
    print(received, later, x)


def named(x):
    received = yield (later := x)
    print(received, later)


def conditional(x):
    if x:
        received = 0
    later = [x]
    received = yield later
    other = [later]
    received = yield other
    print(received, later, other)


for make in (late, named, conditional):
    for step in (lambda generator: generator.send("sent"), next):
        generator = make(3)
        print(next(generator))
        try:
            while True:
                print(step(generator))
        except StopIteration:
            print("end")
