class AppError(Exception):
    code = 1

    def __init__(self, message, *, detail=None):
        super().__init__(message)
        self.detail = detail


class Strange(AppError):
    def __str__(self):
        return f"strange: {self.args} {self.detail}"


class NoInit(Exception):
    def __init__(self, a, b):
        self.a = a


class Mixed(KeyError, AttributeError):
    pass


for e in (
    AppError("m"), Strange("s", detail=5), NoInit(1, 2), Mixed("x"), AppError(""), Exception(),
    Exception(None), Exception("a", "b"), ValueError(["l"]),
):
    try:
        raise e
    except Exception as caught:
        print(type(caught).__name__, str(caught), repr(caught), caught.args, caught is e)
        print(getattr(caught, "code", None))
print(AppError.__mro__, isinstance(Mixed(), LookupError))
try:
    raise AppError
except TypeError as e:
    print(e)
try:
    raise NoInit(1)
except TypeError as e:
    print(e)
e = ValueError("x")
e.extra = 1
e.args = (7, 8)
print(e, e.extra, vars(e), e == ValueError("x"), e == e)
try:
    e.args = 5
except TypeError as err:
    print(err)
