import threading


class Box:
    value = 0


x, box, lst, d = 0, Box(), [0], {"k": 0}


def work():
    global x
    for _ in range(20_000):
        x += 1
        box.value += 1
        lst[0] += 1
        d["k"] += 1


ts = [threading.Thread(target=work) for _ in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(x, box.value, lst, d)
