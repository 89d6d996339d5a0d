import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

gates = [threading.Event() for _ in range(3)]
with ThreadPoolExecutor(3) as pool:
    fs = [pool.submit(lambda i=i: gates[i].wait() and i) for i in range(3)]
    out = []
    gates[2].set()
    for f in as_completed(fs + [fs[0]]):
        out.append(f.result())
        if len(out) < 3:
            gates[len(out) - 1].set()
    print(out)
    gates.append(threading.Event())
    slow = pool.submit(gates[3].wait)
    try:
        for f in as_completed([slow, fs[0], fs[1]], timeout=0.05):
            print("finished", f in fs)
    except TimeoutError as e:
        print(e)
    gates[3].set()
    print(list(as_completed([])), sorted(f.result() for f in as_completed(set(fs))))
