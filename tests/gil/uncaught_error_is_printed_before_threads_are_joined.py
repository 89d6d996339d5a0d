import sys
import threading
import time


def work():
    time.sleep(0.1)
    print("thread finishes after the traceback", file=sys.stderr)


threading.Thread(target=work).start()
raise ValueError("main fails")
