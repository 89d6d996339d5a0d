import atexit
import sys


@atexit.register
def first():
    print("registered first, runs last")


def with_args(*a, **k):
    print(a, k)


def fails():
    raise ValueError("in atexit")


atexit.register(with_args, 1, 2, key=3)
atexit.register(fails)
atexit.register(print, "gone")
atexit.unregister(print)
f = atexit.register(lambda: atexit.register(print, "registered during exit"))
print("end of main", f is not None)
sys.exit(5)
