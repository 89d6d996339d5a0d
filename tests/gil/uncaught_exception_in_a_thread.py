import threading


def fails(n):
    return 1 / n


t = threading.Thread(target=fails, args=(0,))
t.start()
t.join()
print("main goes on", t.is_alive())
named = threading.Thread(target=fails, args=("x",), name="my thread")
named.start()
named.join()
