# An exception's status is kept whatever threads and atexit do.
import atexit
import sys
import threading
import time


def leave_late():
    time.sleep(0.02)
    print("thread leaves")
    sys.exit(3)


atexit.register(print, "atexit")
threading.Thread(target=leave_late).start()
threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
print("main leaves")
sys.exit(7)
