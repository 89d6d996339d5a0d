# shutdown() refuses puts at once and gets when empty; immediate=True drains.
import queue
import threading

def attempt(call, *args):
    try:
        print(repr(call(*args)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

q = queue.Queue()
q.put(1)
q.put(2)
q.shutdown()
print(q.is_shutdown)
attempt(q.put, 3)
attempt(q.get)
attempt(q.get)
attempt(q.get)
attempt(q.get_nowait)

q = queue.Queue()
q.put(1)
q.put(2)
q.shutdown(immediate=True)
attempt(q.get)
print(q.unfinished_tasks, q.qsize())
q.join()
attempt(q.task_done)

q = queue.Queue(1)
q.put("x")
blocked = [threading.Thread(target=attempt, args=(q.put, "y"))]
blocked[0].start()
while not q.not_full._waiters:
    pass
q.shutdown()
blocked[0].join()
q = queue.Queue()
t = threading.Thread(target=attempt, args=(q.get,))
t.start()
while not q.not_empty._waiters:
    pass
q.shutdown()
t.join()
