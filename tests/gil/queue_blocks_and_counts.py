import queue
import threading

q = queue.Queue(2)
print(q.put(1), q.put(2), q.full(), q.empty(), q.qsize(), q.maxsize)
for f in (
    lambda: q.put(3, block=False), lambda: q.put_nowait(3), lambda: q.put(3, timeout=0.01),
    lambda: q.put(3, timeout=-1),
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, repr(str(e)))
print(q.get(), q.get(), q.empty())
for f in (
    lambda: q.get(False), lambda: q.get_nowait(), lambda: q.get(timeout=0.01),
    lambda: q.get(timeout=-1), lambda: [q.task_done() for _ in range(3)],
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, repr(str(e)))
out = []


def consume():
    while (x := q.get()) is not None:
        out.append(x)
        q.task_done()
    q.task_done()


t = threading.Thread(target=consume)
t.start()
for i in range(100):
    q.put(i)
q.put(None)
q.join()
t.join()
print(out == list(range(100)), q.unfinished_tasks)
