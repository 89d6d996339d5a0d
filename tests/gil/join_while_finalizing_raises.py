# A thread cannot be joined when the interpreter is finalizing: it will not run again.
import threading


def loop():
    while True:
        pass


class Cycle:
    def __init__(self):
        self.itself = self
        self.thread = threading.Thread(target=loop, daemon=True)
        self.thread.start()
        self.ended = threading.Thread(target=int)
        self.ended.start()
        self.ended.join()

    def __del__(self):
        for timeout in None, 0, 10:
            try:
                self.thread.join(timeout)
            except PythonFinalizationError as error:
                print(timeout, error, self.thread.is_alive())
        print(self.ended.join())


Cycle()
