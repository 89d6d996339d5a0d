import threading
import time

started = threading.Event()


def forever():
    try:
        started.set()
        while True:
            time.sleep(0.01)
    finally:
        print("never printed")


threading.Thread(target=forever, daemon=True).start()
started.wait()
print("main ends")
