# An AttributeError that comes out of a lookup knows the name and the object, whoever raised it.
import threading


class Dynamic:
    alpha = 1

    def __getattr__(self, name):
        raise AttributeError(f"no {name}")


class Said:
    def __getattr__(self, name):
        raise AttributeError("said", name="other")


class Computed:
    @property
    def bad(self):
        raise AttributeError("in the property")


class Strict:
    def __getattribute__(self, name):
        raise AttributeError


def attempt(call):
    try:
        call()
    except AttributeError as error:
        print(type(error).__name__, error, error.name, type(error.obj).__name__)


attempt(lambda: Dynamic().alpa)
attempt(lambda: Said().alpa)
attempt(lambda: Computed().bad)
attempt(lambda: getattr(Computed(), "bad"))
attempt(lambda: Strict().anything)
attempt(lambda: threading.thread)
print(getattr(Computed(), "bad", "default"), hasattr(Dynamic(), "beta"))
threading.thread
