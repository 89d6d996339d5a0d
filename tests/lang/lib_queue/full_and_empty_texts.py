# Waiting too long raises Full or Empty; wrong timeouts are refused.
import queue

def attempt(call, *args, **kwargs):
    try:
        print(repr(call(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}", type(error).__module__)

q = queue.Queue(1)
attempt(q.get_nowait)
attempt(q.get, False)
attempt(q.get, timeout=0.001)
attempt(q.get, timeout=-1)
attempt(q.put, 1)
print(q.full(), q.qsize(), q.maxsize)
attempt(q.put_nowait, 2)
attempt(q.put, 2, timeout=0.001)
attempt(q.put, 2, True, -1)
attempt(queue.SimpleQueue().get, timeout=-1)
attempt(queue.SimpleQueue().get_nowait)
