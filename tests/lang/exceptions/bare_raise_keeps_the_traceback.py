# A bare `raise` adds no line of its own to the traceback; `raise error` does.
def lines(error):
    traceback, found = error.__traceback__, []
    while traceback:
        found.append((traceback.tb_frame.f_code.co_name, traceback.tb_lineno))
        traceback = traceback.tb_next
    return found


def bare():
    try:
        1 / 0
    except ZeroDivisionError:
        raise


def named():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise error


def elsewhere():
    raise


def in_a_call():
    try:
        1 / 0
    except ZeroDivisionError:
        elsewhere()


def after_notes():
    try:
        bare()
    except ZeroDivisionError as error:
        error.add_note("noted")
        raise
    finally:
        pass


def generator():
    try:
        yield 1 / 0
    except ZeroDivisionError:
        raise


for function in (bare, named, in_a_call, after_notes, lambda: next(generator()), elsewhere):
    try:
        function()
    except Exception as error:
        print(type(error).__name__, error, lines(error))

try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
except ZeroDivisionError as error:
    print(lines(error))


# Nor does a StopIteration that leaves a generator: the new error begins where the generator was asked.
def ends_early():
    next(iter(()))
    yield


try:
    list(ends_early())
except RuntimeError as error:
    print(lines(error), lines(error.__cause__))
