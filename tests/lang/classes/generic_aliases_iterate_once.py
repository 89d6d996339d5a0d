# A class with arguments iterates over itself, unpacked.
def attempt(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: list(list[0]))
attempt(lambda: [*dict[str, int]])
attempt(lambda: next(iter(list[int])).__unpacked__)
attempt(lambda: list[int].__unpacked__)
attempt(lambda: tuple[*tuple[int, str]])
attempt(lambda: next(iter(list[int])) == list[int])
attempt(lambda: next(iter(list[int])) == next(iter(list[int])))
attempt(lambda: next(iter(list[int])).__args__)
attempt(lambda: list[0]["x"])
attempt(lambda: list[:6][0])
