class NoExit:
    def __enter__(self):
        print("must not be entered")


class NoEnter:
    def __exit__(self, *a):
        pass


class Instance:
    pass


i = Instance()
i.__enter__ = lambda: 1
i.__exit__ = lambda *a: 1


class Async:
    async_enter = None


for cm in (5, NoExit(), NoEnter(), i, "text", None):
    try:
        with cm:
            print("body")
    except Exception as e:
        print(type(e).__name__, e)


class Wrong:
    def __enter__(self):
        return self

    def __exit__(self):
        pass


try:
    with Wrong():
        print("body")
except TypeError as e:
    print(e)
