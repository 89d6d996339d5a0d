"""Method calls: one class and its subclass, self attributes, a call through super()."""

import sys


class Counter:
    def __init__(self, step):
        self.step = step
        self.value = 0

    def add(self, n):
        self.value += n * self.step
        return self

    def get(self):
        return self.value


class Capped(Counter):
    def __init__(self, step, limit):
        super().__init__(step)
        self.limit = limit

    def over(self):
        return self.get() > self.limit

    def add(self, n):
        super().add(n)
        if self.over():
            self.value -= self.limit
        return self


def work(n):
    plain = Counter(3)
    capped = Capped(5, 1000)
    for i in range(n):
        plain.add(i)
        plain.get()
        capped.add(i & 15)
    return plain.get(), capped.get()


print(*work(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000))
