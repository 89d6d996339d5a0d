import threading
from concurrent.futures import ThreadPoolExecutor

gate = threading.Event()
pool = ThreadPoolExecutor(1)
first = pool.submit(gate.wait)
rest = [pool.submit(int) for _ in range(3)]
while not first.running():
    pass
pool.shutdown(wait=False, cancel_futures=True)
print([f.cancelled() for f in rest], first.running())
gate.set()
print(first.result())
try:
    with ThreadPoolExecutor(1) as pool:
        f = pool.submit(int)
        raise KeyError("body")
except KeyError as e:
    print(e, f.done())


def exits():
    raise SystemExit(3)


with ThreadPoolExecutor(1) as pool:
    print(repr(pool.submit(exits).exception()), pool.submit(int, "7").result())
