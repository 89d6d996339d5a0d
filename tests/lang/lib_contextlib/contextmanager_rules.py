# A generator as a context manager: values, swallowing, complaints, use as a decorator.
import contextlib

@contextlib.contextmanager
def tag(name):
    "Write a tag."
    print(f"<{name}>")
    try:
        yield name.upper()
    finally:
        print(f"</{name}>")

with tag("b") as t:
    print(t)
try:
    with tag("i"):
        raise ValueError("inside")
except ValueError as error:
    print("came out", error)

@tag("deco")
def inside(x):
    return x + 1

print(inside(1), inside(2), tag.__doc__, inside.__name__)

@contextlib.contextmanager
def swallow():
    try:
        yield
    except KeyError:
        print("swallowed")

with swallow():
    raise KeyError
try:
    with swallow():
        raise StopIteration("stays")
except StopIteration as error:
    print(error)

@contextlib.contextmanager
def nothing():
    if False:
        yield

@contextlib.contextmanager
def twice():
    yield 1
    yield 2

@contextlib.contextmanager
def stubborn():
    try:
        yield
    except ValueError:
        pass
    yield

@contextlib.contextmanager
def changes():
    try:
        yield
    except ValueError as error:
        raise TypeError("other") from error

for manager, body in ((nothing, None), (twice, None), (stubborn, ValueError()), (changes, ValueError("first"))):
    try:
        with manager():
            if body:
                raise body
    except Exception as error:
        print(type(error).__name__, error, repr(error.__cause__))
