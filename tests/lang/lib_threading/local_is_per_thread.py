# threading.local holds other values in each thread; a subclass's __init__ runs in each.
import threading

class Mine(threading.local):
    shared = []

    def __init__(self, start):
        print("init", start)
        self.value = start

mine = Mine(10)
mine.value += 1

def look():
    print(mine.value, mine.shared is Mine.shared, sorted(vars(mine)))
    mine.value = "other"

t = threading.Thread(target=look)
t.start()
t.join()
print(mine.value)
try:
    threading.local(1)
except TypeError as error:
    print(error)
plain = threading.local()
plain.x = 1
t = threading.Thread(target=lambda: print(hasattr(plain, "x")))
t.start()
t.join()
