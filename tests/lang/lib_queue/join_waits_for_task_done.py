# join() returns when each item has been reported done.
import queue
import threading

q = queue.Queue()
seen = []

def work():
    while (item := q.get()) is not None:
        seen.append(item)
        q.task_done()
    q.task_done()

threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads:
    t.start()
for i in range(50):
    q.put(i)
q.join()
print(sorted(seen) == list(range(50)), q.unfinished_tasks)
for t in threads:
    q.put(None)
q.join()
for t in threads:
    t.join()
try:
    q.task_done()
except ValueError as error:
    print(error)
