# prints: numbers differ
"""The story of threads and the GIL in under a minute.

Each chapter is one function. The other examples take a chapter and look closer.
"""

import queue
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def chapter(number, title):
    print(f"\n{number}. {title}")


def run_all(task, count, *args):
    """Runs the task in that many threads and returns the seconds until the last one ended."""
    start = time.perf_counter()
    threads = [threading.Thread(target=task, args=args) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


def one_gil():
    chapter(1, "Only one thread runs Python code at a time: the one that holds the GIL.")

    def compute(n):
        while n:
            n -= 1

    n = 4_000_000
    print(f"   one thread counting down:      {run_all(compute, 1, n):5.2f} s")
    print(f"   four threads, each doing that: {run_all(compute, 4, n):5.2f} s")
    print("   They took turns. Nobody got faster.")


def waiting():
    chapter(2, "A thread that waits gives the GIL away, so waiting is done together.")
    print(f"   ten threads sleep for half a second each: {run_all(time.sleep, 10, 0.5):5.2f} s in all")


def turns():
    chapter(3, "A thread that never waits is asked to let go after the switch interval.")
    print(f"   it is {sys.getswitchinterval() * 1000:.0f} ms")
    stop = time.perf_counter() + 0.5
    seen = []

    def watch(me):
        while time.perf_counter() < stop:
            if not seen or seen[-1] != me:
                seen.append(me)

    threads = [threading.Thread(target=watch, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"   two busy threads changed places {len(seen)} times in half a second")


def lost():
    chapter(4, "If that happens between reading and writing, an update is lost.")
    box = {"plain": 0, "locked": 0}
    lock = threading.Lock()

    def one():
        return 1

    def plain():
        for _ in range(100_000):
            box["plain"] += one()  # read, call (here the GIL may go), write

    def locked():
        for _ in range(100_000):
            with lock:
                box["locked"] += one()

    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    run_all(plain, 3)
    run_all(locked, 3)
    sys.setswitchinterval(usual)
    print(f"   without a lock: {box['plain']:6} of 300000")
    print(f"   with a lock:    {box['locked']:6} of 300000")


def own_stack():
    chapter(5, "Every thread has a stack of its own: local variables are not shared.")
    answers = {}

    def factorial(n):
        return 1 if n < 2 else n * factorial(n - 1)

    def work(n):
        result = factorial(n)  # each thread is deep in its own recursion
        answers[n] = result

    threads = [threading.Thread(target=work, args=(n,)) for n in (5, 10, 15)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for n in sorted(answers):
        print(f"   {n}! = {answers[n]}")


def talking():
    chapter(6, "Threads talk through queues.")
    letters = queue.Queue()

    def post_office():
        for name in ("Ada", "Barbara", "Grace"):
            letters.put(f"letter for {name}")
            time.sleep(0.1)
        letters.put(None)

    threading.Thread(target=post_office).start()
    while (letter := letters.get()) is not None:  # waits, without the GIL, for the next one
        print("   received:", letter)


def futures():
    chapter(7, "A pool runs tasks, and a future is the promise of a result.")

    def task(name, seconds):
        time.sleep(seconds)
        return name

    with ThreadPoolExecutor(3) as pool:
        jobs = [pool.submit(task, name, seconds) for name, seconds in (("tortoise", 0.6), ("hare", 0.2), ("horse", 0.4))]
        for place, job in enumerate(as_completed(jobs), start=1):
            print(f"   number {place}: the {job.result()}")


def the_end():
    chapter(8, "At the end, normal threads are waited for; daemon threads are left behind.")

    def last():
        time.sleep(0.3)
        print("   the last normal thread says goodbye")

    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
    threading.Thread(target=last).start()
    print("   the main thread is done")


if __name__ == "__main__":
    print(f"Threads and the GIL, under {sys.implementation.name}")
    for part in (one_gil, waiting, turns, lost, own_stack, talking, futures, the_end):
        part()
