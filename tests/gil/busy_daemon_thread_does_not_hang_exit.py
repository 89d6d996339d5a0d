import threading

started = threading.Event()


def spin():
    started.set()
    n = 0
    while True:
        n += 1


for _ in range(3):
    threading.Thread(target=spin, daemon=True).start()
started.wait()
print("main ends")
