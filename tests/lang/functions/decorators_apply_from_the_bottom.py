def tag(name):
    print("make", name)

    def deco(f):
        print("apply", name, "to", f.__name__)

        def wrapper(*args, **kw):
            return f"<{name}>{f(*args, **kw)}</{name}>"

        wrapper.__name__ = f.__name__
        return wrapper

    return deco


@tag("b")
@tag("i")
def hello(who="you"):
    return "hello " + who


print(hello(), hello("x"), hello(who="y"), hello.__name__)


@print
class Decorated:
    pass


print(Decorated)


@(lambda f: f())
def once():
    return "called at once"


print(once)
registry = {}
key = "k"


@registry.setdefault(key, []).append
def registered():
    return 5


print(registered, registry["k"][0]())
