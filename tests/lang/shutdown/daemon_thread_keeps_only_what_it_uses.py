import sys
import threading

sys.path.insert(0, "parts")
import closing_down


class D:
    def __del__(self):
        print("never: the thread's frames refer to the globals")


d = D()
started = threading.Event()


def run():
    started.set()
    threading.Event().wait()


threading.Thread(target=run, daemon=True).start()
started.wait()
print("main ends")
