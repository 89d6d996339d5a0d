# What others do with a queue's mutex, conditions, deque and counters counts, and so do subclasses' methods.
import queue
import threading

q = queue.Queue(3)
print(sorted(vars(q)))
q.put(1)
q.put(2)
with q.mutex:
    q.queue.clear()
    q.unfinished_tasks = 0
    q.all_tasks_done.notify_all()
    q.not_full.notify_all()
q.join()
print(q.qsize(), q.unfinished_tasks)

# Whoever has the mutex keeps the others out.
q.mutex.acquire()
putting = threading.Thread(target=q.put, args=("later",))
putting.start()
putting.join(0.05)
print(putting.is_alive(), list(q.queue))
q.mutex.release()
putting.join()
print(list(q.queue))

# Waiting in not_empty by hand.
woken = []


def wait():
    with q.not_empty:
        waiting.set()
        woken.append(q.not_empty.wait(10))


q.get()
waiting = threading.Event()
waiter = threading.Thread(target=wait)
waiter.start()
waiting.wait()
with q.mutex:
    pass
q.put("wakes it")
waiter.join()
print(woken, q.get(), q.unfinished_tasks)


class Loud(queue.Queue):
    def _put(self, item):
        print("put", item, self.mutex.locked())
        super()._put(item)

    def _get(self):
        print("get", self.mutex.locked())
        return super()._get()

    def _qsize(self):
        return 2 * super()._qsize()


loud = Loud()
loud.put(1)
print(loud.qsize(), loud.get(), loud.empty())

# Methods of an instance, a smaller deque, a larger limit.
q = queue.Queue(1)
q._put = lambda item: q.queue.append(("wrapped", item))
q.put(5)
print(q.get())
q.maxsize = 2
q.put(6)
q.put(7)
print(q.full(), q.get(), q.get())
q.queue = __import__("collections").deque(maxlen=1)
del q._put
q.put(8)
q.put(9)
print(list(q.queue), q.unfinished_tasks)
for _ in range(5):
    q.task_done()
try:
    q.task_done()
except ValueError as error:
    print(error)
q.unfinished_tasks = 0
q.is_shutdown = True
try:
    q.put(1)
except queue.ShutDown:
    print("shut down")
print(q.get())
try:
    q.get()
except queue.ShutDown:
    print("shut down")
for call in (lambda: q.get(timeout=-1), lambda: queue.Queue(1).put(1, timeout=-1), lambda: queue.Queue().put(1, timeout=-1),
             lambda: queue.Queue().get(timeout=-1), lambda: queue.Queue().get(False), lambda: queue.Queue[int],
             lambda: queue.Queue(-1).put(1), lambda: queue.Queue("x").put(1)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
