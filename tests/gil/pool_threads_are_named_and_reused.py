import threading
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(1) as pool:
    names = [pool.submit(lambda: threading.current_thread().name).result() for _ in range(5)]
print(names, threading.active_count())
barrier = threading.Barrier(3)


def meet():
    barrier.wait()
    return threading.current_thread().name, threading.current_thread().daemon


with ThreadPoolExecutor(3, thread_name_prefix="crew") as pool:
    print(sorted(f.result() for f in [pool.submit(meet) for _ in range(3)]))
inits = []
with ThreadPoolExecutor(1, initializer=lambda *a: inits.append(a), initargs=(1, 2)) as pool:
    pool.submit(int).result()
    pool.submit(int).result()
print(inits)
