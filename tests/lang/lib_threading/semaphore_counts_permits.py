# acquire() takes permits, release() gives back; a bounded one refuses too many.
import threading

def attempt(call, *args, **kwargs):
    try:
        print(repr(call(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

s = threading.Semaphore(2)
attempt(s.acquire)
attempt(s.acquire, blocking=False)
attempt(s.acquire, False)
attempt(s.acquire, timeout=0.001)
attempt(s.acquire, False, 1)
attempt(s.release, 0)
attempt(s.release, 3)
print(repr(s).split(": ")[1])
b = threading.BoundedSemaphore(1)
attempt(b.release)
with b:
    print(repr(b).split(": ")[1])
attempt(b.release, 2)
attempt(threading.Semaphore, -1)

peak = running = 0
gate = threading.Semaphore(3)
lock = threading.Lock()

def work():
    global peak, running
    with gate:
        with lock:
            running += 1
            peak = max(peak, running)
        for _ in range(200):
            pass
        with lock:
            running -= 1

threads = [threading.Thread(target=work) for _ in range(12)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(running, peak <= 3)
