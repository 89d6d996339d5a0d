def low():
    return {}["missing"]


def middle():
    try:
        low()
    except KeyError as e:
        raise ValueError("bad value") from e


def high():
    try:
        middle()
    except ValueError:
        [][0]


print("start")
high()
