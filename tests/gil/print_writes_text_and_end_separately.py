# unordered
import sys
import threading


class Spy:
    def __init__(self):
        self.parts = []

    def write(self, s):
        self.parts.append(s)

    def flush(self):
        pass


spy = Spy()
print("a", "b", sep="-", file=spy)
print(file=spy)
print("x", end="", file=spy)
print(spy.parts)


def work(n):
    for i in range(50):
        sys.stdout.write(f"{n}:{i}:{'x' * 50}\n")


ts = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
