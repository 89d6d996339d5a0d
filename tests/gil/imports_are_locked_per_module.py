import threading

results = []


def work():
    import slow.module

    results.append(slow.module.finished)


ts = [threading.Thread(target=work) for _ in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(results)
