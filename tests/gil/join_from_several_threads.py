import threading

gate = threading.Event()
log = []
target = threading.Thread(target=gate.wait)
target.start()
joiners = [threading.Thread(target=lambda: log.append(target.join())) for _ in range(4)]
for j in joiners:
    j.start()
print(log)
gate.set()
for j in joiners:
    j.join()
print(log, target.is_alive())


def joins_itself():
    try:
        me.join()
    except RuntimeError as e:
        print(e)


me = threading.Thread(target=joins_itself)
me.start()
me.join()
