def f(a, b=1, *args, c: int = 2, **kw) -> str:
    """Doc of f."""
    x = 1
    return x


f.tag = "t"
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.tag)
print(f.__dict__, f.__closure__, callable(f), type(f).__name__)
c = f.__code__
print(c.co_name, c.co_argcount, c.co_kwonlyargcount, c.co_posonlyargcount, c.co_varnames)
print(c.co_firstlineno, c.co_filename.endswith(".py"), c.co_freevars)
f.__name__ = "g"
f.__doc__ = None
print(f.__name__, f.__qualname__, f.__doc__, f.__globals__ is globals(), (lambda: 0).__name__)


def outer():
    def inner():
        return outer

    return inner


print(outer().__qualname__, outer().__code__.co_name, f.__get__(5).__self__)
for change in (
    lambda: setattr(f, "__name__", 5), lambda: setattr(f, "__defaults__", 5),
    lambda: setattr(f, "__code__", 1), lambda: f.nope, lambda: setattr(f, "__dict__", 1),
    lambda: delattr(f, "tag2"),
):
    try:
        change()
    except Exception as e:
        print(type(e).__name__, e)
