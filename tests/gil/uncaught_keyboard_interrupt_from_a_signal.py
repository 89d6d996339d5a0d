import os
import signal
import threading
import time

print("start", flush=True)
threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()
time.sleep(30)
