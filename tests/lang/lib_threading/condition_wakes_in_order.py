# notify() wakes those who wait longest first.
import threading

cond = threading.Condition()
waiting = 0
woken = []

def wait(name):
    global waiting
    with cond:
        waiting += 1
        cond.wait()
        woken.append(name)

threads = []
for name in "abcd":
    t = threading.Thread(target=wait, args=(name,))
    t.start()
    threads.append(t)
    while True:
        with cond:
            if waiting == len(threads):
                break
for count in (1, 2, 5):
    with cond:
        cond.notify(count)
    while len(woken) < min(4, {1: 1, 2: 3, 5: 4}[count]):
        pass
    print(sorted(woken))
for t in threads:
    t.join()
print(woken[0])
