# Daemon threads that start threads, to the last moment.
import threading


def start_threads():
    while True:
        try:
            thread = threading.Thread(target=int, daemon=True)
            thread.start()
            thread.join()
        except RuntimeError:
            return


for _ in range(3):
    threading.Thread(target=start_threads, daemon=True).start()
print("main ends")
