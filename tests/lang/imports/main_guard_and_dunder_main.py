import sys

import mods.knows_main

print(__name__, sys.modules["__main__"].__name__, mods.knows_main.seen)
print(sys.modules["__main__"].__dict__ is globals())
if __name__ == "__main__":
    print("main guard")
import __main__

print(__main__ is sys.modules["__main__"], __main__.mods is mods, __builtins__.__name__)
