# A condition refuses to be used without its lock; timeouts give False.
import threading

def attempt(call, *args):
    try:
        print(repr(call(*args)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

for cond in (threading.Condition(), threading.Condition(threading.Lock())):
    attempt(cond.wait)
    attempt(cond.notify)
    attempt(cond.notify_all)
    print(cond.locked())
    with cond:
        print(cond.locked())
        attempt(cond.wait, 0.001)
        attempt(cond.wait, -1)
        attempt(cond.wait_for, lambda: 0, 0.001)
        attempt(cond.wait_for, lambda: "yes")
        attempt(cond.notify, 0)
attempt(threading.Condition, 5)
lock = threading.RLock()
cond = threading.Condition(lock)
with lock, lock:
    print(cond.wait(0.001))
    print(lock.locked())
print(lock.locked())
