# enumerate() holds a thread from start() to its end.
import threading

stop = threading.Event()
threads = [threading.Thread(target=stop.wait, name=f"w{i}") for i in range(3)]
print(threading.active_count())
for t in threads:
    t.start()
print(sorted(t.name for t in threading.enumerate()), threading.active_count())
print(threading.main_thread() in threading.enumerate())
stop.set()
for t in threads:
    t.join()
print(threading.active_count(), [t.is_alive() for t in threads])
