# An exception thrown into a generator does not remember what its caller handles, only what the generator does.
def plain():
    yield 1


def handling():
    try:
        raise KeyError
    except KeyError:
        yield 1


def delegating():
    yield from plain()


for make in (plain, handling, delegating):
    for started in (True, False):
        try:
            try:
                1 / 0
            except ZeroDivisionError:
                generator = make()
                if started:
                    next(generator)
                generator.throw(ValueError("thrown"))
        except ValueError as error:
            print(make.__name__, started, repr(error.__context__))
