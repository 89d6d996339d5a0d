# prints: same
"""At the end of the program, normal threads are waited for and daemon threads are not.

A daemon thread is stopped where it stands: not even its `finally` runs. It is for work that may be lost.
"""

import atexit
import threading
import time


def work(name, seconds):
    try:
        print(name, "starts")
        time.sleep(seconds)
        print(name, "has finished its work")
    finally:
        print(name, "cleans up")


daemon = threading.Thread(target=work, args=("daemon thread", 60), daemon=True)
daemon.start()
time.sleep(0.1)  # so that the lines come in this order every time
normal = threading.Thread(target=work, args=("normal thread", 0.4))
normal.start()
time.sleep(0.1)

# By now the normal thread has been joined, and the daemon thread still sleeps.
atexit.register(lambda: print("atexit: normal alive:", normal.is_alive(), "- daemon alive:", daemon.is_alive()))
print("the main thread ends here; the program ends when the normal thread has")
