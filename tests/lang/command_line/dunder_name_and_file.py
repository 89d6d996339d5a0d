import os
import sys

print(__name__, os.path.basename(__file__), __doc__, __package__, __spec__)
print(__annotations__ if "__annotations__" in globals() else "no annotations")
print(sorted(k for k in globals() if k.startswith("__")))
print(sys.modules["__main__"].__file__ == __file__, os.path.isabs(__file__))
print(sys.path[0] == os.path.dirname(__file__))
