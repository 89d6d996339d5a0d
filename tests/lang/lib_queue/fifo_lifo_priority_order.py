# The three queues differ in the order of what comes out.
import queue

for cls in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = cls()
    for item in (3, 1, 2, 5, 4):
        q.put(item)
    print(cls.__name__, [q.get() for _ in range(q.qsize())], q.empty(), q.full(), q.unfinished_tasks)
q = queue.SimpleQueue()
q.put(1)
q.put(2)
print(q.get(), q.qsize(), q.get_nowait(), q.empty())
