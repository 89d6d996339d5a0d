def run(body, handler, orelse, final):
    try:
        try:
            body()
        except ValueError:
            handler()
        else:
            orelse()
        finally:
            final()
    except Exception as e:
        return repr(e), repr(e.__context__), repr(e.__context__.__context__ if e.__context__ else None)
    return "ok"


def raiser(e):
    def f():
        raise e

    return f


def ok():
    pass


print(run(ok, ok, ok, ok))
print(run(raiser(ValueError(1)), ok, ok, ok))
print(run(raiser(ValueError(1)), raiser(KeyError(2)), ok, ok))
print(run(raiser(ValueError(1)), raiser(KeyError(2)), ok, raiser(OSError(3))))
print(run(ok, ok, raiser(ValueError("else is not guarded")), ok))
print(run(ok, ok, raiser(KeyError(1)), raiser(TypeError(2))))
print(run(raiser(TypeError("not caught")), ok, ok, raiser(IndexError("final"))))
print(run(raiser(ValueError(1)), ok, ok, raiser(OSError("only final"))))
