# A producer never gets further ahead than maxsize.
import queue
import threading

q = queue.Queue(3)
ahead = []

def produce():
    for i in range(100):
        q.put(i)
        ahead.append(q.qsize())
    q.put(None)

t = threading.Thread(target=produce)
t.start()
got = list(iter(q.get, None))
t.join()
print(got == list(range(100)), max(ahead) <= 3)
