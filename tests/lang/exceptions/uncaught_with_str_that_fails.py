class Bad(Exception):
    def __str__(self):
        raise ValueError("in str")


class Empty(Exception):
    pass


try:
    raise Empty
except Empty as e:
    print(repr(e), repr(str(e)))
raise Bad("x")
