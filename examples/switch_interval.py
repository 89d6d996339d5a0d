# prints: numbers differ
"""How often do threads that never wait take turns?

A thread that wants the GIL waits for one switch interval (5 ms at first), then asks the holder to let go.
The holder does so at its next check point: the end of a loop's turn, the start of a function, a call's return.
Here two threads count, and note each time that the other one has been at work in between.
"""

import sys
import threading
import time

last = None
turns = 0


def count(me, until):
    global last, turns
    while time.perf_counter() < until:
        if last != me:  # somebody else had the GIL since I looked
            last = me
            turns += 1


def measure(interval):
    global turns
    turns = 0
    sys.setswitchinterval(interval)
    until = time.perf_counter() + 0.5
    threads = [threading.Thread(target=count, args=(me, until)) for me in ("left", "right")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return turns


usual = sys.getswitchinterval()
for interval in (0.1, 0.02, 0.005, 0.001):
    print(f"interval {interval * 1000:5.1f} ms: {measure(interval):5} turns in half a second")
sys.setswitchinterval(usual)
print("Short turns feel livelier, but each hand-over costs time.")
