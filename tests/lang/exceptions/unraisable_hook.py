import sys


class D:
    def __del__(self):
        raise ValueError("in del")


def hook(u):
    print("hook:", u.exc_type.__name__, u.exc_value, u.object is not None, u.err_msg)


sys.unraisablehook = hook
D()
d = D()
del d
print("end")
