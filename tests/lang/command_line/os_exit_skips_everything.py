import atexit
import os
import sys

atexit.register(print, "never")
try:
    print("before")
    sys.stdout.flush()
    os._exit(3)
finally:
    print("never")
