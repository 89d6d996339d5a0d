"""Everything at once: 24 threads over shared dicts, lists, generators, exceptions, cycles and imports.

Each thread does one kind of work, again and again, keeps count of what it has done, and the totals must agree at the
end. The arguments are the seconds, and the number of threads.

    gila -X switch_interval=0.000001 tests/stress/mix.py 10
"""

import gc
import queue
import sys
import threading
import time
import weakref

sys.dont_write_bytecode = True
seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
count = int(sys.argv[2]) if len(sys.argv) > 2 else 24
end = time.monotonic() + seconds

shared_list = []
shared_dict = {}
guarded = {"total": 0}
guard = threading.Lock()
box = queue.Queue(maxsize=8)
condition = threading.Condition()
turnstile = [0]
failures = []
try:
    from gila.gil import switch_points
except ImportError:
    switch_points = "3.14"


class Node:
    """One of a ring, which only the cycle collector frees."""

    alive = 0
    lock = threading.Lock()

    def __init__(self):
        self.next = self
        with Node.lock:
            Node.alive += 1

    def __del__(self):
        with Node.lock:
            Node.alive -= 1


def append_and_pop(number):
    """A list is a stack for all: what goes in comes out, once."""
    for _ in range(50):
        shared_list.append(number)
    taken = 0
    for _ in range(50):
        try:
            shared_list.pop()
        except IndexError:
            continue
        taken += 1
    return 50, taken


def fill_dict(number):
    """Each has its own keys in the one dict; others' come and go meanwhile."""
    mine = [(number, key) for key in range(40)]
    for key in mine:
        shared_dict[key] = number
    try:
        keys = list(shared_dict)
    except RuntimeError as error:
        # With check points everywhere not even this is one step.
        assert switch_points == "free" and str(error).endswith("during iteration"), error
        keys = []
    for key in keys:
        value = shared_dict.get(key)
        assert value is None or value == key[0], (key, value)
    return 40, sum(shared_dict.pop(key) == number for key in mine)


def count_guarded(number):
    """A lock makes three steps one."""
    for _ in range(30):
        with guard:
            before = guarded["total"]
            time.sleep(0)
            guarded["total"] = before + 1
    return 30, 30


def countdown(n):
    while n:
        got = yield n
        n -= 1 if got is None else got


def generators(number):
    """A generator that is used by one and handed on by another."""
    total = sum(countdown(60))
    assert total == 60 * 61 // 2, total
    shared = countdown(10)
    next(shared)
    gone = weakref.ref(shared)
    shared.close()
    del shared
    assert gone() is None
    return 1, 1


def climb(depth):
    try:
        if depth == 0:
            raise KeyError("bottom")
        climb(depth - 1)
    except KeyError as error:
        if depth % 2:
            raise
        raise KeyError(depth) from error
    finally:
        sys.exc_info()


def exceptions(number):
    """Chains of exceptions, each thread its own."""
    try:
        climb(8)
    except KeyError as error:
        links = 0
        while error is not None:
            links += 1
            error = error.__cause__
        assert links == 6, links
    assert sys.exception() is None
    return 1, 1


def cycles(number):
    """Rings that only the collector frees."""
    for _ in range(10):
        one, other = Node(), Node()
        one.next, other.next = other, one
    if number % 4 == 0:
        gc.collect()
    return 1, 1


def imports(number):
    """Modules that are forgotten and imported again, under other threads' feet."""
    try:
        import imported
        import imported.deeper
        assert imported.answer() == 42
    except (ImportError, KeyError):
        # Another thread has made it forgotten in the middle of that; so it is in CPython.
        pass
    except RuntimeError as error:
        # They would have waited for each other for ever, as they would there.
        assert type(error).__name__ == "_DeadlockError", error
    sys.modules.pop("imported.deeper", None)
    sys.modules.pop("imported", None)
    return 1, 1


def pass_on(number):
    """Through a bounded queue: as many come out as went in."""
    for item in range(10):
        box.put(item)
        box.get()
    return 10, 10


def take_turns(number):
    """A condition, its waiters and those who notify."""
    with condition:
        turnstile[0] += 1
        condition.notify_all()
        condition.wait(0.001)
    return 1, 1


def start_threads(number):
    """Threads of threads."""
    done = []
    threads = [threading.Thread(target=done.append, args=(number,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [number] * 3, done
    return 3, len(done)


WORKS = [append_and_pop, fill_dict, count_guarded, generators, exceptions, cycles, imports, pass_on,
         take_turns, start_threads]


def work(number, results):
    do = WORKS[number % len(WORKS)]
    given = taken = rounds = 0
    try:
        while time.monotonic() < end:
            more = do(number)
            given += more[0]
            taken += more[1]
            rounds += 1
    except BaseException as error:
        failures.append((do.__name__, error))
        raise
    finally:
        results[number] = (do, given, taken, rounds)


results = [None] * count
threads = [threading.Thread(target=work, args=(number, results)) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(seconds + 60)
    if thread.is_alive():
        import faulthandler
        print("hangs:", [(thread.name, results[n]) for n, thread in enumerate(threads) if thread.is_alive()])
        faulthandler.dump_traceback(all_threads=True)
        sys.exit(3)

given, taken = {}, {}
for do, more, less, _ in results:
    given[do] = given.get(do, 0) + more
    taken[do] = taken.get(do, 0) + less
problems = [f"{name}: {error!r}" for name, error in failures]
if len(shared_list) != given[append_and_pop] - taken[append_and_pop]:
    problems.append(f"the list has {len(shared_list)} items instead of {given[append_and_pop] - taken[append_and_pop]}")
if shared_dict or given[fill_dict] != taken[fill_dict]:
    problems.append(f"{len(shared_dict)} keys are left, {taken[fill_dict]} of {given[fill_dict]} were found")
if guarded["total"] != given[count_guarded]:
    problems.append(f"{guarded['total']} counted instead of {given[count_guarded]}")
if not box.empty():
    problems.append(f"{box.qsize()} items are left in the queue")
if turnstile[0] != given.get(take_turns, 0):
    problems.append(f"{turnstile[0]} turns instead of {given[take_turns]}")
gc.collect()
if Node.alive:
    problems.append(f"{Node.alive} nodes are alive")
if "-v" in sys.argv:
    for do in WORKS:
        print(do.__name__, sum(rounds for which, _, _, rounds in results if which is do), "rounds")
print("; ".join(problems) if problems else "all totals agree")
sys.exit(bool(problems))
