import threading
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, wait

gates = [threading.Event() for _ in range(3)]


def task(i):
    gates[i].wait()
    if i == 1:
        raise KeyError(i)
    return i


with ThreadPoolExecutor(3) as pool:
    fs = [pool.submit(task, i) for i in range(3)]
    r = wait(fs, timeout=0.01)
    print(type(r).__name__, len(r.done), len(r.not_done))
    gates[0].set()
    done, not_done = wait(fs, return_when=FIRST_COMPLETED)
    print(done == {fs[0]}, not_done == set(fs[1:]))
    gates[1].set()
    done, not_done = wait(fs, return_when=FIRST_EXCEPTION)
    print(fs[1] in done, not_done == {fs[2]})
    gates[2].set()
    done, not_done = wait(fs, return_when=ALL_COMPLETED)
    print(len(done), not_done, wait([]))
    try:
        wait(fs, return_when="BAD")
        wait([pool.submit(task, 0)], return_when="BAD")
    except ValueError as e:
        print(e)
