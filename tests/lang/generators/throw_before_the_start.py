import traceback


def generator():
    x = 1
    yield x


for make in (generator, lambda: (i for i in [1])):
    try:
        make().throw(ValueError("x"))
    except ValueError:
        traceback.print_exc()
(i for i in []).throw(KeyError)
