import os
import queue
import signal
import threading
import time
from concurrent.futures import Future, as_completed, wait

never = threading.Event()
held = threading.Lock()
held.acquire()
rlock = threading.RLock()


def hold_rlock():
    with rlock:
        ready.set()
        never.wait()


ready = threading.Event()
sleeper = threading.Thread(target=hold_rlock, daemon=True)
sleeper.start()
ready.wait()
cond = threading.Condition()


def cond_wait():
    with cond:
        cond.wait()


waits = {
    "sleep": lambda: time.sleep(30),
    "join": sleeper.join,
    "join timeout": lambda: sleeper.join(30),
    "lock": held.acquire,
    "lock timeout": lambda: held.acquire(timeout=30),
    "rlock": rlock.acquire,
    "event": threading.Event().wait,
    "event timeout": lambda: threading.Event().wait(30),
    "condition": cond_wait,
    "semaphore": threading.Semaphore(0).acquire,
    "barrier": threading.Barrier(2).wait,
    "queue get": queue.Queue().get,
    "queue get timeout": lambda: queue.Queue().get(timeout=30),
    "simple queue": queue.SimpleQueue().get,
    "future": lambda: Future().result(),
    "wait": lambda: wait([Future()]),
    "as_completed": lambda: list(as_completed([Future()])),
    "with lock": lambda: held.__enter__(),
}
for name, f in waits.items():
    t = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT))
    start = time.monotonic()
    try:
        t.start()
        f()
        print(name, "returned")
    except KeyboardInterrupt:
        print(name, "KeyboardInterrupt", time.monotonic() - start < 5)
    t.join()
