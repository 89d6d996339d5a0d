import queue
import threading

l, p, s = queue.LifoQueue(), queue.PriorityQueue(), queue.SimpleQueue()
for q in (l, p, s):
    for v in (3, 1, 2):
        q.put(v)
    print(type(q).__name__, q.qsize(), [q.get() for _ in range(3)], q.empty())
for f in (
    s.get_nowait, lambda: s.get(timeout=0.01), lambda: s.get(timeout=-1), lambda: s.put(),
    lambda: s.task_done(),
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
q = queue.Queue()
q.put("left over")
q.shutdown()
for f in (lambda: q.put(1), q.get, q.get):
    try:
        print(f())
    except queue.ShutDown as e:
        print("ShutDown", repr(str(e)))
q = queue.Queue()
result = []


def getter():
    try:
        q.get()
    except queue.ShutDown:
        result.append("woken by shutdown")


t = threading.Thread(target=getter)
t.start()
q.shutdown(immediate=True)
t.join()
print(result)
