import gc
import threading


class D:
    def __del__(self):
        print("value dies")


loc = threading.local()


def work():
    loc.d = D()
    print("thread ends")


t = threading.Thread(target=work)
t.start()
t.join()
gc.collect()
print("joined")
loc.d = D()
del loc
gc.collect()
print("local gone")
