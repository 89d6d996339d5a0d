import atexit
import threading
import time

atexit.register(lambda: print("atexit, main is_alive:", threading.main_thread().is_alive(), [t.name for t in threading.enumerate()]))


def late():
    time.sleep(0.1)
    print("thread still runs; main is_alive:", threading.main_thread().is_alive())
    t = threading.Thread(target=later, name="later")
    t.start()


def later():
    time.sleep(0.1)
    print("a thread started by a thread during exit")


threading.Thread(target=late).start()
print("main ends")
