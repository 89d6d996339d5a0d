"""Fourteen ways to update something shared, and whether four threads lose updates by them.

The argument is how often to try before a way counts as safe.
"""

import sys
import threading
import time


class Box:
    value = 0

    def get(self):
        return self.value

    def set(self, value):
        self.value = value

    prop = property(get, set)


class Number:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Number(self.n + other)


def one():
    return 1


def loses(loop, update, shared, total, turns, threads=4):
    """Has any update been lost?"""
    space = dict(globals())
    exec(shared, space)
    exec(f"def work(n):\n global x, acc\n {loop}\n  {update}", space)
    workers = [threading.Thread(target=space["work"], args=(turns,)) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return eval(total, space) != turns * threads


shapes = {
    'x += 1, for': ("x += 1", "x=0", "x"),
    'x += 1, while': ("x += 1", "x=0", "x"),
    'obj.value += 1': ("b.value += 1", "b=Box()", "b.value"),
    'lst[0] += 1': ("l[0] += 1", "l=[0]", "l[0]"),
    'd["k"] += 1': ("d['k'] += 1", "d={'k':0}", "d['k']"),
    'if x >= 0: x += 1': ("if x >= 0: x += 1", "x=0", "x"),
    'x += one()': ("x += one()", "x=0", "x"),
    'x = int(x + 1)': ("x = int(x + 1)", "x=0", "x"),
    'x += abs(1)': ("x += abs(1)", "x=0", "x"),
    'b.prop += 1': ("b.prop += 1", "b=Box()", "b.value"),
    'acc = acc + 1': ("acc = acc + 1", "acc=Number(0)", "acc.n"),
    'read; loop; write': ("t = x\n  for _ in (0,): pass\n  x = t + 1", "x=0", "x"),
    'read; sleep(0); write': ("t = x\n  time.sleep(0)\n  x = t + 1", "x=0", "x"),
    'read; flush; write': ("t = x\n  sys.stdout.flush()\n  x = t + 1", "x=0", "x"),
}
tries = int(sys.argv[1])
for name, (update, shared, total) in shapes.items():
    # A turn that sleeps gives everyone a chance to lose.
    turns = 500 if "sleep" in name else 20_000
    loop = "i = 0\n while (i := i + 1) <= n:" if "while" in name else "for _ in range(n):"
    lost = any(loses(loop, update, shared, total, turns) for _ in range(tries))
    print(f"{name}: {'loses' if lost else 'safe'}")
