"""Two threads hand a turn to each other by two Locks: each hand-off is a switch of the GIL.

Prints the microseconds of one hand-off. The argument is how many rounds, of two hand-offs each.
"""

import sys
import threading
import time


def player(mine, theirs, rounds):
    for _ in range(rounds):
        mine.acquire()
        theirs.release()


rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
ping, pong = threading.Lock(), threading.Lock()
ping.acquire()
pong.acquire()
threads = [threading.Thread(target=player, args=pair) for pair in ((ping, pong, rounds), (pong, ping, rounds))]
for thread in threads:
    thread.start()
start = time.perf_counter()
ping.release()
for thread in threads:
    thread.join()
print(f"{(time.perf_counter() - start) / (2 * rounds) * 1e6:.4f} us a hand-off")
