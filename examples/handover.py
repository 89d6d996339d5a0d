# prints: numbers differ
"""A thread that blocks hands the GIL over; the others run meanwhile.

The kettle and the toaster each start something, wait, and go on. While one waits, the other gets the GIL.
The waits are far apart, so the order is always the same.
"""

import threading
import time

start = time.perf_counter()


def log(text):
    print(f"{time.perf_counter() - start:3.1f} s  {threading.current_thread().name:8} {text}")


def kettle():
    log("fills up and heats")
    time.sleep(0.4)  # the GIL is free from here ...
    log("boils")  # ... and was taken back before this line ran
    time.sleep(0.4)
    log("is poured")


def toaster():
    time.sleep(0.2)
    log("takes the bread")
    time.sleep(0.4)
    log("pops")


threads = [threading.Thread(target=kettle, name="kettle"), threading.Thread(target=toaster, name="toaster")]
for thread in threads:
    thread.start()
time.sleep(0.1)
log("waits for both: join() gives the GIL away too")
for thread in threads:
    thread.join()
log("has breakfast after 0.8 s, not 1.4 s")
