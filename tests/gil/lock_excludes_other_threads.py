import threading

lock = threading.Lock()
inside = most = total = 0


def one():
    return 1


def work():
    global inside, most, total
    for _ in range(2_000):
        with lock:
            inside += one()
            most = max(most, inside)
            total += one()
            inside -= one()


ts = [threading.Thread(target=work) for _ in range(5)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(total, most, inside)
