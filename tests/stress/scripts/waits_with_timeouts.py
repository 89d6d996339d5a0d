# line: \d+ of \d+ turns
# count: 1 400 of 400 turns
import threading

condition = threading.Condition()
turns = 0
event = threading.Event()
semaphore = threading.BoundedSemaphore(2)


def take_turns():
    global turns
    for n in range(100):
        with semaphore, condition:
            turns += 1
            condition.notify_all()
            if n % 3 == 0:
                condition.wait(0.0001)
        event.wait(0.00001)
        if n == 50:
            event.set()


threads = [threading.Thread(target=take_turns) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(turns, "of 400 turns")
