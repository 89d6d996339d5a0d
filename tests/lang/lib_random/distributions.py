# Every distribution draws the same numbers from the same seed.
import random

r = random.Random(2024)
for _ in range(3):
    print(r.uniform(1, 9), r.triangular(), r.triangular(1, 5, 2), r.normalvariate(), r.gauss(5, 2), r.gauss())
    print(r.lognormvariate(0, 1), r.expovariate(), r.vonmisesvariate(1, 2), r.vonmisesvariate(1, 0))
    print(r.gammavariate(2, 3), r.gammavariate(1, 1), r.gammavariate(0.5, 2), r.betavariate(2, 3))
    print(r.paretovariate(3), r.weibullvariate(1, 2))
    print([r.binomialvariate(n, p) for n, p in ((1, 0.3), (10, 0.2), (100, 0.5), (100, 0.8), (1000, 0.01))])
