import threading

results = []


def wait(b, *args):
    try:
        results.append(b.wait(*args))
    except threading.BrokenBarrierError as e:
        results.append(("broken", str(e)))
    except ZeroDivisionError as e:
        results.append(("action", str(e)))


b = threading.Barrier(2)
wait(b, 0.01)
print(results, b.broken)
wait(b)
b.reset()
print(results, b.broken)
results.clear()
t = threading.Thread(target=wait, args=(b,))
t.start()
while b.n_waiting == 0:
    pass
b.abort()
t.join()
print(results, b.broken, issubclass(threading.BrokenBarrierError, RuntimeError))
results.clear()
b = threading.Barrier(2, action=lambda: 1 / 0)
t = threading.Thread(target=wait, args=(b,))
t.start()
while b.n_waiting == 0:
    pass
wait(b)
t.join()
print(sorted(results), b.broken)
