import os
import threading
import time

print("start", flush=True)
threading.Thread(target=lambda: (time.sleep(0.05), os._exit(9))).start()
time.sleep(30)
print("never")
