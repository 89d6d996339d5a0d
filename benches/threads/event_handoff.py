"""Two threads wake each other by two Events: each hand-off is a set(), a wait() and a clear().

Prints the microseconds of one hand-off. The argument is how many rounds, of two hand-offs each.
"""

import sys
import threading
import time


def player(mine, theirs, rounds):
    for _ in range(rounds):
        mine.wait()
        mine.clear()
        theirs.set()


rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
ping, pong = threading.Event(), threading.Event()
threads = [threading.Thread(target=player, args=pair) for pair in ((ping, pong, rounds), (pong, ping, rounds))]
start = time.perf_counter()
for thread in threads:
    thread.start()
ping.set()
for thread in threads:
    thread.join()
print(f"{(time.perf_counter() - start) / (2 * rounds) * 1e6:.4f} us a hand-off")
