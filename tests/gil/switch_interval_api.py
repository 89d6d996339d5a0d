import sys

print(sys.getswitchinterval() in (0.005, 1e-06))
for value in (0.01, 1, True, 1.5e-06, 1e-9, 1e10, float("nan"), float("inf"), 0.005):
    sys.setswitchinterval(value)
    print(value, sys.getswitchinterval())
for args in ((0,), (-1,), ("x",), (None,), (), (1, 2)):
    try:
        sys.setswitchinterval(*args)
    except Exception as e:
        print(args, type(e).__name__, e)
print(sys._is_gil_enabled())
