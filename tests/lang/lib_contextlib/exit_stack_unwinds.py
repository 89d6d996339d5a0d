# ExitStack leaves in reverse order, passes exceptions on and chains them.
import contextlib

@contextlib.contextmanager
def level(name):
    print("enter", name)
    try:
        yield name
    except Exception as error:
        print("leave", name, repr(error))
        raise
    else:
        print("leave", name)

with contextlib.ExitStack() as stack:
    for name in "ab":
        print(stack.enter_context(level(name)))
    stack.callback(print, "callback", end="!\n")

    @stack.push
    def swallow(kind, value, tb):
        print("seen", kind and kind.__name__)
        return True
    raise ValueError("swallowed")

try:
    with contextlib.ExitStack() as stack:
        stack.enter_context(level("outer"))
        stack.callback(lambda: 1 / 0)
        stack.callback(lambda: [][0])
        raise KeyError("body")
except Exception as error:
    print(repr(error), repr(error.__context__), repr(error.__context__.__context__))

with contextlib.ExitStack() as stack:
    stack.callback(print, "kept")
    moved = stack.pop_all()
print("not yet")
moved.close()
try:
    stack.enter_context(5)
except TypeError as error:
    print(error)
