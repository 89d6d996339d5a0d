# Whatever a daemon thread's frames refer to is not deleted at the end; other things are.
import threading
import time


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("deleted", self.name)


def hold(noisy):
    ready.set()
    time.sleep(1000)


ready = threading.Event()
threading.Thread(target=hold, args=(Noisy("held by a daemon"),), daemon=True).start()
ready.wait()
local = Noisy("let go before the end")
del local
print("main ends")
