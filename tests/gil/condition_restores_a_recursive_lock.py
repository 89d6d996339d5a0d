import threading

r = threading.RLock()
cond = threading.Condition(r)
got = []


def other():
    with cond:
        got.append("other had the lock")
        cond.notify()


with cond:
    with cond:
        t = threading.Thread(target=other)
        t.start()
        print(cond.wait(5))
        got.append("back")
    print(r._is_owned(), got)
t.join()
print(r._is_owned())
