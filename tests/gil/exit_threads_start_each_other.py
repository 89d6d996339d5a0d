# Threads are waited for that are started while others are waited for.
import threading
import time


def next_of(n):
    time.sleep(0.001)
    if n:
        threading.Thread(target=next_of, args=(n - 1,)).start()
    else:
        print("the last one")


threading.Thread(target=next_of, args=(20,)).start()
print("main ends")
