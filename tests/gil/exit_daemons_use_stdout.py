# Daemon threads that write, if only nothing, do not spoil what the main thread has written.
import sys
import threading


def write_nothing():
    while True:
        print(end="", flush=True)


def flush():
    while True:
        sys.stdout.flush()
        sys.stderr.flush()


for target in (write_nothing, flush, write_nothing, flush):
    threading.Thread(target=target, daemon=True).start()
for n in range(200):
    print("line", n, "of the main thread")
