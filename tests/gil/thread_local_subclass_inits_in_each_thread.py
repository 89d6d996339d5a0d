import threading


class L(threading.local):
    shared = []
    __slots__ = ("slot",)

    def __init__(self, n, *, tag):
        print("init in", threading.current_thread().name, n, tag)
        self.n = n

    def bump(self):
        self.n += 1
        return self.n


l = L(10, tag="t")
l.slot = "slots are shared"
print(l.bump(), l.bump())


def work():
    print(l.bump(), l.slot)
    l.shared.append(1)


for name in "ab":
    t = threading.Thread(target=work, name=name)
    t.start()
    t.join()
print(l.n, l.shared)
