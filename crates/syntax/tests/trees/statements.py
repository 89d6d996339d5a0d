import a.b as c, d
from . import e
from ..f import (g as h, i)
from j import *
@decorator(1)
async def f[T: int, *Ts, **P](a, /, b: int = 1, *args: *Ts, c, d=2, **kw) -> None:
    global x
    nonlocal y
    async with a as b, c: pass
    async for i in x:
        await i
    else:
        return
    return 1, *a
class A(B, metaclass=M):
    x: int
    (y): int = 1
x = y, *z = [1, 2]
x += 1; y //= 2; z @= 3
del x, (y, [z]), a.b, c[0]
if a: pass
elif b: pass
else: pass
while a: break
else: continue
for a, *b in c: pass
with (a as b, c): pass
with (yield): pass
with (a, b) as (c, d): pass
match x, y:
    case 1 | -1.5 | 1 + 2j | "a" "b" | None: pass
    case [a, *_] | (b, c) as d if d: pass
    case {"k": v, a.b: 1, **rest}: pass
    case A(1, x=2) | a.b.c() | _: pass
try: pass
except A: pass
except (B, C) as e: raise
else: raise A from b
finally: pass
try: pass
except* A, B: pass
assert a, "b"
type X[T = int] = list[T]
