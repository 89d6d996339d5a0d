# Filters say what becomes of a warning.
import warnings

def attempt(call, *args, **kwargs):
    try:
        print(repr(call(*args, **kwargs)))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")

def show(message, category, filename, lineno, file=None, line=None):
    print(category.__name__, message)

warnings.showwarning = show

def old():
    warnings.warn("old() is old", DeprecationWarning, stacklevel=2)

for _ in range(3):
    old()
old()
for _ in range(2):
    warnings.warn("once per place")
with warnings.catch_warnings():
    warnings.simplefilter("always")
    for _ in range(2):
        warnings.warn("always")
with warnings.catch_warnings():
    warnings.simplefilter("error")
    attempt(warnings.warn, "raised")
with warnings.catch_warnings(action="ignore"):
    warnings.warn("ignored")
with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="abc", category=UserWarning)
    warnings.warn("ABC def")
    warnings.warn("xabc")
with warnings.catch_warnings():
    warnings.simplefilter("once")
    for _ in range(3):
        warnings.warn("once")
    warnings.simplefilter("module")
    for _ in range(3):
        warnings.warn("per module")
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.warn("kept", RuntimeWarning)
    print(len(log), log[0].message, log[0].category.__name__, log[0].filename == __file__)
print(repr(warnings.formatwarning("m", UserWarning, "f.py", 3, "  source ")))
attempt(warnings.simplefilter, "bad")
attempt(warnings.filterwarnings, "ignore", message=5)
attempt(warnings.filterwarnings, "ignore", category=5)
attempt(warnings.simplefilter, "ignore", lineno=-1)
attempt(warnings.warn, "x", 5)

@warnings.deprecated("use g")
def f():
    return 1

@warnings.deprecated("use D")
class C:
    def __init__(self, x=1):
        self.x = x

with warnings.catch_warnings():
    warnings.simplefilter("always")
    print(f(), f.__deprecated__, C(2).x)

    class E(C):
        pass

    print(E().x)
