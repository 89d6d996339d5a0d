import threading

seen = []


def child():
    seen.append((threading.current_thread().daemon, threading.Thread().daemon, threading.Thread(daemon=False).daemon))


for daemon in (True, False):
    t = threading.Thread(target=child, daemon=daemon)
    t.start()
    t.join()
print(seen, threading.Thread().daemon, threading.Thread(daemon=True).daemon)
print(threading.main_thread().daemon, threading.Timer(1, print).daemon)
t = threading.Thread()
t.daemon = 1
print(t.daemon)
