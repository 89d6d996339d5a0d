class Box:
    pass


def target():
    print("target evaluated")
    return Box


def where():
    print("index evaluated")
    return 0


target().attr: int = 5
print(Box.attr)
items = [0]
items[where()]: int = 7
print(items)
items[where()]: str
target().other: int
print(hasattr(Box, "other"))


def f(x: int, *, y: str = "d") -> None: ...


print(f.__annotations__, list(f.__annotations__), f.__annotate__(1))
f.__annotations__["extra"] = 1
print(f.__annotations__)
f.__annotations__ = {}
print(f.__annotations__, (lambda: 0).__annotations__)
