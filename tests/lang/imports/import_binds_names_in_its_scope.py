def f():
    import math
    from math import pi as p

    return math.floor(p)


print(f(), "math" in globals())
import os.path as path, sys

print(path.join("a", "b"), "os" in globals())
import os.path

print(os.path is path, os.sep)


class C:
    import math
    from math import e


print(C.math.ceil(C.e))
for _ in range(2):
    from math import floor
print(floor(2.5), __import__("math").sqrt(16), __import__("os.path").__name__)
print(__import__("mods.plain", fromlist=["value"]).__name__)
import math as m, math as n

print(m is n)
sys.modules["fake"] = "any object"
import fake

print(fake)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as e:
    print(type(e).__name__, e)
