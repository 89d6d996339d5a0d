# A Timer calls its function later, unless cancelled.
import threading

done = threading.Event()
t = threading.Timer(0.01, lambda *a, **k: (print(a, k), done.set()), [1, 2], {"x": 3})
t.start()
print(done.wait(30))
t.join()
t = threading.Timer(60, print, ["never"])
print(t.args, t.kwargs, t.interval)
t.start()
t.cancel()
t.join()
print(t.finished.is_set())
t = threading.Timer(60, print)
print(t.args, t.kwargs)
t.cancel()
t.start()
t.join()
