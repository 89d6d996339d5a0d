# line: (main|daemon [0-3]) writes line \d{5} of its lines
# line: main ends
# count: 1 main ends
import sys
import threading


def flood(name):
    n = 0
    while True:
        sys.stdout.write(f"{name} writes line {n:05} of its lines\n")
        n = (n + 1) % 100000


for i in range(4):
    threading.Thread(target=flood, args=(f"daemon {i}",), daemon=True).start()
for n in range(100):
    sys.stdout.write(f"main writes line {n:05} of its lines\n")
sys.stdout.write("main ends\n")
