# os._exit() with threads of all kinds running.
import atexit
import os
import sys
import threading
import time


def spin():
    while True:
        pass


atexit.register(print, "never")
for daemon in (True, False):
    threading.Thread(target=spin, daemon=daemon).start()
    threading.Thread(target=time.sleep, args=(1000,), daemon=daemon).start()
print("main leaves")
sys.stdout.flush()
os._exit(5)
