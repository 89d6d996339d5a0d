# What cannot be drawn is refused.
import random

def attempt(name, *args, **kwargs):
    try:
        print(repr(getattr(r, name)(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

r = random.Random(1)
for call in (("randrange", 0), ("randrange", 5, 5), ("randrange", 1, 5, 0), ("randrange", 1.5), ("randint", 5, 1),
             ("choice", []), ("choices", [1, 2], [1]), ("choices", [1, 2], [0, 0]), ("choices", [1, 2], 3),
             ("sample", [1], 2), ("sample", {1, 2}, 1), ("sample", [1, 2], -1), ("shuffle", (1, 2)),
             ("gammavariate", 0, 1), ("binomialvariate", -1), ("binomialvariate", 1, 2), ("seed", [1]),
             ("setstate", (9, 1, 1)), ("triangular", 1, 1)):
    attempt(*call)
attempt("choices", [1, 2], weights=[1, 1], cum_weights=[1, 2])
attempt("sample", [1, 2], counts=[1], k=1)
attempt("sample", [1, 2], counts=[1.5, 1], k=1)
attempt("randrange", 5, step=2)

class Own(random.Random):
    def random(self):
        return 0.25

print(Own().randrange(10), Own().choice("abcd"))
s = random.SystemRandom()
print(0 <= s.random() < 1, s.getrandbits(10) < 1024)
