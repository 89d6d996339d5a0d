# A seed gives the same numbers as on any other Python, whatever kind of seed it is.
import random

for seed in (0, 1, -5, 2 ** 70, 1.5, "hello", "", b"abc", "ü" * 200):
    r = random.Random(seed)
    print(r.random(), r.getrandbits(100), r.randint(1, 10 ** 20), r.randrange(0, 100, 7), r.randbytes(4))
    print(r.choice("abc"), r.choices("abc", [1, 2, 3], k=4), r.sample(range(1000), 5), r.sample(range(8), 6))
    items = list(range(8))
    r.shuffle(items)
    print(items, r.sample("abc", 3, counts=[2, 1, 4]))
random.seed(42)
state = random.getstate()
first = [random.random() for _ in range(3)]
random.setstate(state)
print(first == [random.random() for _ in range(3)], first[0])
r.seed("text", version=1)
print(r.random())
