import os
import signal
import threading
import time

gate = threading.Event()
threading.Thread(target=gate.wait, args=(20,)).start()


def interrupt():
    while threading.main_thread().is_alive():
        time.sleep(0.01)
    time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGINT)


threading.Thread(target=interrupt, daemon=True).start()
print("main ends")
