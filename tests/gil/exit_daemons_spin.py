# Daemon threads that never wait are stopped; what they would do at their end is not done.
import threading


def spin():
    try:
        while True:
            pass
    finally:
        print("never")


def numbers():
    n = 0
    while True:
        yield n
        n += 1


def consume():
    for _ in numbers():
        pass


def raise_and_catch():
    while True:
        try:
            [].pop()
        except IndexError:
            pass


def make_garbage():
    while True:
        cycle = []
        cycle.append(cycle)


def sort():
    while True:
        sorted(range(500), key=lambda n: -n)


for target in (spin, consume, raise_and_catch, make_garbage, sort):
    threading.Thread(target=target, daemon=True).start()
print("main ends")
