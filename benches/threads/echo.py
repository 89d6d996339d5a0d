"""Two threads send a byte to and fro through pipes, first alone, then beside threads that compute.

Prints what is left of the rate of round trips. Standard error says more: the rates, and what the computing threads
achieve, as a part of what they achieve by themselves and as a part of what the echo leaves them. The echo takes as
much of the interpreter's time as it uses processor time outside the system when it is alone. The arguments are the
seconds and the number of computing threads.
"""

import os
import sys
import threading
import time


def compute(turns, number):
    done = 0
    while not stop:
        done += 1
    turns[number] = done


def answer(source, target):
    while byte := os.read(source, 1):
        os.write(target, byte)


def user_time():
    return os.times().user


def measure(seconds, echoes, computing):
    """Round trips a second, turns of the computing threads a second, CPU time of the process outside the system."""
    global stop
    stop = False
    turns = [0] * computing
    threads = [threading.Thread(target=compute, args=(turns, number)) for number in range(computing)]
    there, back = os.pipe(), os.pipe()
    echo = threading.Thread(target=answer, args=(there[0], back[1]))
    for thread in [*threads, echo]:
        thread.start()
    trips = 0
    used = user_time()
    start = time.perf_counter()
    end = start + seconds
    if echoes:
        while time.perf_counter() < end:
            os.write(there[1], b"x")
            os.read(back[0], 1)
            trips += 1
    else:
        time.sleep(seconds)
    spent = time.perf_counter() - start
    used = user_time() - used
    stop = True
    os.close(there[1])
    for thread in [*threads, echo]:
        thread.join()
    for descriptor in there[0], *back:
        os.close(descriptor)
    return trips / spent, sum(turns) / spent, used / spent


seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
computing = int(sys.argv[2]) if len(sys.argv) > 2 else 4
idle, _, busy = measure(seconds, True, 0)
_, alone, _ = measure(seconds, False, computing)
beside, turns, _ = measure(seconds, True, computing)
# One round trip needs the interpreter for busy / idle seconds.
left = max(0.0, 1 - beside * busy / idle)
print(f"{beside / idle:.4f} of the idle echo rate, {computing} computing threads")
print(
    f"{beside:.0f} of {idle:.0f} round trips a second; the computing threads get {turns / alone:.4f} of what they get "
    f"alone, {turns / alone / left:.4f} of what the echo leaves",
    file=sys.stderr,
)
