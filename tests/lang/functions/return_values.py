def nothing():
    pass


def bare():
    return


def several():
    return 1, *[2, 3]


def early(n):
    for i in range(n):
        if i * i > 10:
            return i
    return "none"


def after_return():
    return 1
    print("never")


print(nothing(), bare(), several(), early(3), early(10), after_return(), (lambda: None)())


def doc_only():
    """Just a docstring."""


print(doc_only(), doc_only.__doc__)


def branches(x):
    if x:
        return "yes"
    elif x is None:
        return "none"
    else:
        return "no"


print([branches(v) for v in (1, None, 0)])
