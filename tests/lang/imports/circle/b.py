import circle.a

import sys

saw = hasattr(circle, "a")
partial = hasattr(sys.modules["circle.a"], "done")
