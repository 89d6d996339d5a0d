# prints: numbers differ
"""Two ways to wait for a thread: ask again and again, or let join() tell.

Asking without a pause keeps the main thread busy, and it takes turns at the GIL with the very thread it
waits for. join() sleeps until the thread has ended.
"""

import threading
import time


def work():
    total = 0
    for n in range(3_000_000):
        total += n


def by_polling(thread):
    questions = 0
    while thread.is_alive():
        questions += 1
    return questions


def by_polling_politely(thread):
    questions = 0
    while thread.is_alive():
        questions += 1
        time.sleep(0.01)  # gives the GIL away; but the answer may come up to 10 ms late
    return questions


def by_join(thread):
    thread.join()
    return 1


for name, wait in (("is_alive(), no pause", by_polling), ("is_alive() and sleep", by_polling_politely), ("join()", by_join)):
    thread = threading.Thread(target=work)
    start = time.perf_counter()
    thread.start()
    questions = wait(thread)
    print(f"{name:21} {time.perf_counter() - start:5.2f} s, asked {questions:7} times, alive: {thread.is_alive()}")

# join() may have a limit; it returns None either way, so ask is_alive() what happened.
slow = threading.Thread(target=time.sleep, args=(0.3,))
slow.start()
print("join(0.1) returned", slow.join(0.1), "and the thread is alive:", slow.is_alive())
slow.join()
print("after join() the thread is alive:", slow.is_alive())
