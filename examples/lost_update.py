# prints: numbers differ
"""An update that gets lost, one that cannot, and the lock that makes all of them safe.

`x += something` reads x, adds, and writes x back. If the GIL changes hands between the read and the write,
the other thread's updates in between are overwritten. Since Python 3.10 a thread lets go of the GIL only at
check points: at the end of a loop's turn, at the start of a function, after a call.

    counter += 1        no check point between read and write: nothing is lost
    counter += one()    the call of one() is a check point: updates get lost

Do not build on the first: it is how this Python works, not what the language promises. Use a lock.
"""

import sys
import threading

THREADS, TURNS = 4, 100_000
counter = 0
lock = threading.Lock()


def one():
    return 1


def plain():
    global counter
    for _ in range(TURNS):
        counter += 1


def with_call():
    global counter
    for _ in range(TURNS):
        counter += one()


def with_lock():
    global counter
    for _ in range(TURNS):
        with lock:
            counter += one()


usual = sys.getswitchinterval()
sys.setswitchinterval(1e-5)  # many switches make bad luck likely
for name, task in (("counter += 1", plain), ("counter += one()", with_call), ("the same with a lock", with_lock)):
    counter = 0
    threads = [threading.Thread(target=task) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{name:21} {counter:7} of {THREADS * TURNS}, lost {THREADS * TURNS - counter:7}")
sys.setswitchinterval(usual)
