import threading


def work(a, b=0, *, c):
    print("running", a, b, c, threading.current_thread() is t, t.is_alive())


t = threading.Thread(target=work, args=(1, 2), kwargs={"c": 3}, name="worker")
print(t.name, t.is_alive(), t.ident, t.daemon, t.native_id)
t.start()
t.join()
print(t.is_alive(), t.ident is not None, t.join(), type(t.native_id).__name__)


class Mine(threading.Thread):
    def __init__(self, n):
        super().__init__()
        self.n = n

    def run(self):
        self.result = self.n * 2


m = Mine(21)
m.start()
m.join()
print(m.result, m.name)
n = threading.Thread()
n.start()
n.join()
print(n.is_alive(), "no target is fine")
