# Daemon threads that hold locks, or wait for them, keep nobody from leaving.
import atexit
import threading
import time

lock, rlock, condition = threading.Lock(), threading.RLock(), threading.Condition()
held = threading.Barrier(6)


def hold(lock):
    with lock:
        held.wait()
        time.sleep(1000)


def wait_for(lock):
    held.wait()
    lock.acquire()
    print("never")


def wait_in_condition():
    with condition:
        held.wait()
        condition.wait()
    print("never")


for target, args in [(hold, (lock,)), (hold, (rlock,)), (wait_for, (lock,)), (wait_for, (rlock,)), (wait_in_condition, ())]:
    threading.Thread(target=target, args=args, daemon=True).start()
held.wait()
atexit.register(lambda: print("locked at exit:", lock.locked(), lock.acquire(timeout=0.01), rlock.acquire(False)))
print("main ends")
