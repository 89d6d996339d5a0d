import os
import signal
import threading


def spin():
    while not stop:
        pass


stop = False
ts = [threading.Thread(target=spin) for _ in range(2)]
for t in ts:
    t.start()
threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    while True:
        pass
except KeyboardInterrupt as e:
    print("interrupted", repr(e))
stop = True
for t in ts:
    t.join()
