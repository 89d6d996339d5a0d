existing = 1


def __getattr__(name):
    if name == "refuse":
        raise AttributeError("refused " + name)
    return "dynamic " + name


def __dir__():
    return ["one", "two"]
