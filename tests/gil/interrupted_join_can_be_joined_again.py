import os
import signal
import threading

gate = threading.Event()
t = threading.Thread(target=gate.wait)
t.start()
threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    t.join()
except KeyboardInterrupt:
    print("interrupted; alive:", t.is_alive())
gate.set()
t.join()
print("joined; alive:", t.is_alive())
