import random


class Simulation:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.events, self.now, self.log = [], 0, []

    def at(self, delay, action, *args):
        self.events.append((self.now + delay, len(self.events), action, args))
        self.events.sort(reverse=True, key=lambda e: e[:2])

    def run(self, until):
        while self.events and self.events[-1][0] <= until:
            self.now, _, action, args = self.events.pop()
            action(*args)


def shop(seed):
    sim = Simulation(seed)
    queue, busy, served = [], [False], []

    def arrive(n):
        queue.append((n, sim.now))
        if not busy[0]:
            serve()
        if n < 20:
            sim.at(sim.random.randint(1, 9), arrive, n + 1)

    def serve():
        busy[0] = True
        n, since = queue.pop(0)
        sim.at(sim.random.randint(2, 7), leave, n, since)

    def leave(n, since):
        served.append((n, sim.now - since))
        busy[0] = False
        if queue:
            serve()

    sim.at(0, arrive, 1)
    sim.run(1000)
    return sim.now, len(served), max(w for _, w in served), served[:5]


for seed in (1, 2, 42):
    print(shop(seed))
r = random.Random(7)
print([r.randrange(100) for _ in range(5)], r.random(), r.choice("abc"), r.sample(range(20), 4))
print(r.uniform(1, 2))
