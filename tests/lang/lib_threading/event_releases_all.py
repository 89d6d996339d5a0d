# set() lets everybody through who waits, and those who come later.
import threading

e = threading.Event()
print(e.is_set(), e.wait(0), e.wait(0.001), repr(e).split(": ")[1])
passed = []
threads = [threading.Thread(target=lambda: passed.append(e.wait())) for _ in range(5)]
for t in threads:
    t.start()
e.set()
for t in threads:
    t.join()
print(passed, e.wait(), repr(e).split(": ")[1])
e.clear()
print(e.is_set())
