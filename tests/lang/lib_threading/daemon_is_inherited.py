# A thread is a daemon if the thread that makes it is one, unless told otherwise.
import threading

def child():
    print(threading.current_thread().daemon, threading.Thread().daemon, threading.Thread(daemon=False).daemon)

for daemon in (None, False, True):
    t = threading.Thread(target=child, daemon=daemon)
    t.start()
    t.join()
