for a in (0, 1, -1, -2, 2**31, 2**61 - 1, 2**61, -(2**61), 10**30):
    print(a, hash(a), hash(float(a)) == hash(a) if float(a) == a else "inexact")
print(hash(0.5), hash(-0.5), hash(1.0), hash(-1.0), hash(float("inf")), hash(-float("inf")), hash(1e300))
print(len({1, 1.0, True}), {1: "a", 1.0: "b", True: "c"}, 2**70 in {2.0**70})
nan = float("nan")
print(nan == nan, nan in [nan], [nan] == [nan], {nan: 1}[nan], nan != nan, hash(nan) == hash(nan))
