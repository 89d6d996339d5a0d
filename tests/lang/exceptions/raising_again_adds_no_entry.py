import traceback


def plain():
    try:
        raise KeyError(1)
    except KeyError:
        raise


def inner():
    try:
        raise KeyError(1)
    except KeyError:
        try:
            raise ValueError(2)
        except ValueError:
            raise


def again():
    raise


def elsewhere():
    try:
        raise KeyError(1)
    except KeyError:
        again()


def by_name():
    try:
        raise KeyError(1)
    except KeyError as e:
        raise e


for f in (plain, inner, elsewhere, by_name, again):
    try:
        f()
    except Exception:
        traceback.print_exc()
