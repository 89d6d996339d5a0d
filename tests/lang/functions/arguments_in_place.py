# Defaults, keywords and collecting parameters in every order.
def both(a, b=2, *, c=3, d=4):
    return a, b, c, d


def collecting(a, b=2, *args, c=3, **rest):
    return a, b, args, c, rest


def only(a, /, b, **rest):
    return a, b, rest


def many(p, q, r, s, t=5, u=6, v=7, w=8, *, k=0):
    return p, q, r, s, t, u, v, w, k


def attempt(action):
    try:
        print(action())
    except TypeError as e:
        print("TypeError:", e)


attempt(lambda: both(1))
attempt(lambda: both(d=1, a=2))
attempt(lambda: both(1, c=5, b=6))
attempt(lambda: both(1, 2, 3))
attempt(lambda: both(b=1))
attempt(lambda: both(1, a=2))
attempt(lambda: both(1, e=2))
attempt(lambda: both(*(1,), **{"d": 0}))
attempt(lambda: collecting(1))
attempt(lambda: collecting(1, 2, 3, 4, c=5))
attempt(lambda: collecting(1, 2, 3, 4, c=5, z=6, y=7))
attempt(lambda: collecting(z=1, a=2))
attempt(lambda: collecting(1, 2, b=3))
attempt(lambda: collecting(*range(5), **{"c": 1, "not a name": 2}))
attempt(lambda: only(1, 2, a=3))
attempt(lambda: only(1, b=2, a=3, c=4))
attempt(lambda: only(a=1, b=2))
attempt(lambda: many(1, 2, 3, 4, w=1, u=2))
attempt(lambda: many(1, 2, 3, s=1, k=9, t=0, u=0, v=0, w=0))
attempt(lambda: many(k=9, w=8, v=7, u=6, t=5, s=4, r=3, q=2, p=1))
attempt(lambda: many(1, 2, 4, t=0))

both.__defaults__ = (7, 8)
both.__kwdefaults__ = {"d": 9}
attempt(lambda: both())
attempt(lambda: both(c=1))
