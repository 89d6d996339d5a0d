# Daemon threads that wait in the system, or in queues, keep nobody from leaving.
import os
import queue
import threading
import time
from concurrent.futures import Future

read, write = os.pipe()
ready = threading.Barrier(8)


def enter(wait, *args):
    ready.wait()
    wait(*args)
    print("never")


for wait, *args in [
    (os.read, read, 1), (time.sleep, 1000), (queue.Queue().get,), (queue.SimpleQueue().get,),
    (threading.Event().wait,), (Future().result,), (threading.Semaphore(0).acquire,),
]:
    threading.Thread(target=enter, args=(wait, *args), daemon=True).start()
ready.wait()
time.sleep(0.01)
print("main ends")
