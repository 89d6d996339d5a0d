# prints: numbers differ
"""Threads help a program that waits. They do not help one that computes.

Only the thread that holds the GIL runs Python code. A thread that sleeps, or waits for the network or a
disk, gives the GIL away first, so many can wait at the same time. Threads that compute take turns.
"""

import threading
import time


def wait_a_while():
    time.sleep(0.25)  # stands for a web request: nothing to compute, only to wait


def compute():
    total = 0
    for n in range(1_500_000):
        total += n
    return total


def one_after_the_other(task, times):
    start = time.perf_counter()
    for _ in range(times):
        task()
    return time.perf_counter() - start


def all_at_once(task, times):
    start = time.perf_counter()
    threads = [threading.Thread(target=task) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


for name, task in (("waiting", wait_a_while), ("computing", compute)):
    alone = one_after_the_other(task, 4)
    together = all_at_once(task, 4)
    print(f"{name:>9}, 4 times: {alone:5.2f} s one after the other, {together:5.2f} s in threads, {alone / together:3.1f} times as fast")
