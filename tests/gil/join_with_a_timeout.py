import threading
import time

gate = threading.Event()
t = threading.Thread(target=gate.wait)
t.start()
start = time.monotonic()
print(t.join(0.05), t.is_alive(), t.join(timeout=0), t.join(-1), t.is_alive())
print(0.04 < time.monotonic() - start < 5)
gate.set()
print(t.join(5), t.is_alive())
