"""Two threads hand a turn to each other by a Condition: each hand-off is a notify and a wait.

Prints the microseconds of one hand-off. The argument is how many rounds, of two hand-offs each.
"""

import sys
import threading
import time

turn = 0


def player(condition, mine, rounds):
    global turn
    for _ in range(rounds):
        with condition:
            while turn != mine:
                condition.wait()
            turn = 1 - mine
            condition.notify()


rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
condition = threading.Condition()
threads = [threading.Thread(target=player, args=(condition, mine, rounds)) for mine in (0, 1)]
start = time.perf_counter()
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{(time.perf_counter() - start) / (2 * rounds) * 1e6:.4f} us a hand-off")
