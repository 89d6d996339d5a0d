class CM:
    def __init__(self, name, enter=None, leave=None):
        self.name, self.e, self.l = name, enter, leave

    def __enter__(self):
        print("enter", self.name)
        if self.e:
            raise self.e
        return self

    def __exit__(self, t, v, tb):
        print("exit", self.name, repr(v))
        if self.l:
            raise self.l


def attempt(*cms, body=None):
    try:
        if len(cms) == 1:
            with cms[0]:
                print("body")
                if body:
                    raise body
        else:
            with cms[0], cms[1]:
                print("body")
                if body:
                    raise body
    except Exception as e:
        print("->", repr(e), "context", repr(e.__context__))


attempt(CM("a", enter=ValueError("in enter")))
attempt(CM("a"), CM("b", enter=ValueError("in enter")))
attempt(CM("a", leave=KeyError("in exit")))
attempt(CM("a", leave=KeyError("in exit")), body=ValueError("body"))
attempt(CM("a"), CM("b", leave=OSError("exit b")), body=ValueError("body"))
attempt(CM("a", leave=TypeError("exit a")), CM("b", leave=OSError("exit b")), body=ValueError("body"))
