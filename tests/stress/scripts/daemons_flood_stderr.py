# line: main ends
# count: 1 main ends
# stderr: daemon [0-3] writes line \d{5} of its lines
import sys
import threading
import time


def flood(name):
    n = 0
    while True:
        sys.stderr.write(f"{name} writes line {n:05} of its lines\n")
        n = (n + 1) % 100000


for i in range(4):
    threading.Thread(target=flood, args=(f"daemon {i}",), daemon=True).start()
time.sleep(0.002)
print("main ends")
