# wraps() gives the wrapper the name, doc and attributes of the wrapped function.
import functools

def deco(f):
    @functools.wraps(f)
    def wrapper(*args):
        "wrapper doc"
        return f(*args)
    return wrapper

@deco
def greet(name):
    "Say hello."
    return f"hello {name}"

print(greet.__name__, greet.__doc__, greet.__qualname__, greet.__module__, greet("x"))
print(greet.__wrapped__.__name__, greet.__wrapped__ is not greet)
greet.__wrapped__.tag = 1

@functools.wraps(greet.__wrapped__, assigned=("__name__",))
def other():
    "own doc"

print(other.__name__, other.__doc__, other.tag)
