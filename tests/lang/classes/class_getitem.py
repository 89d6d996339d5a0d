class Box:
    def __class_getitem__(cls, item):
        return f"{cls.__name__} of {item}"


class Sub(Box):
    pass


print(Box[int], Sub["x"], Box[1, 2])
for f in (lambda: Box()[0], lambda: object[int], lambda: int[str], lambda: type[0] and "type[0] works"):
    try:
        print(f())
    except TypeError as e:
        print(e)
