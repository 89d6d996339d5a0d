import os
import signal
import threading
import time

count = []
signal.signal(signal.SIGALRM, lambda *a: count.append(1))
event = threading.Event()
threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGALRM)).start()
threading.Timer(0.3, event.set).start()
start = time.monotonic()
print(event.wait(20), len(count), 0.1 < time.monotonic() - start < 10)
threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGALRM)).start()
start = time.monotonic()
time.sleep(0.5)
print(len(count), time.monotonic() - start >= 0.5)
lock = threading.Lock()
lock.acquire()
threading.Timer(0.02, os.kill, (os.getpid(), signal.SIGALRM)).start()
print(lock.acquire(timeout=0.5), len(count))


class Alarm(Exception):
    pass


def ring(*a):
    raise Alarm("from the handler")


signal.signal(signal.SIGALRM, ring)
threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGALRM)).start()
try:
    lock.acquire()
except Alarm as e:
    print(repr(e), lock.locked())
