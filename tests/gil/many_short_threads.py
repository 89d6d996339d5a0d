import threading

done = []
for _ in range(20):
    ts = [threading.Thread(target=done.append, args=(i,)) for i in range(20)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
print(len(done), sum(done), threading.active_count())
