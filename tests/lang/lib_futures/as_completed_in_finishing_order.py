# as_completed() yields futures as they end, each once; a timeout tells how many are left.
import threading
from concurrent.futures import Future, as_completed

a, b, c = Future(), Future(), Future()
names = {a: "a", b: "b", c: "c"}
b.set_result(None)
walk = as_completed([a, b, c, b, a])
print(names[next(walk)])
c.set_result(None)
a.set_result(None)
print([names[f] for f in walk])

d = Future()
seen = []
try:
    for f in as_completed([a, d, Future()], timeout=0.02):
        seen.append(f)
except TimeoutError as error:
    print(len(seen), error)
print(list(as_completed([])))

def finish():
    d.set_result("from another thread")

t = threading.Thread(target=finish)
t.start()
print([f.result() for f in as_completed([d])])
t.join()
