import atexit
import sys

atexit.register(lambda: print("atexit", file=sys.stderr))
raise RuntimeError("traceback first")
