# What a deque says to operands and subscripts that do not fit.
from collections import deque


def said(action):
    try:
        return repr(action())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Reflects:
    def __radd__(self, other): return "radd"

    def __rmul__(self, other): return "rmul"


def assign(key): deque([1])[key] = 2


def delete(key): del deque([1])[key]


for operand in (1.5, (), [2], "q", None, Reflects(), 2, deque([3])):
    print(type(operand).__name__)
    print(" ", said(lambda: deque([1]) + operand))
    print(" ", said(lambda: operand + deque([1])))
    print(" ", said(lambda: deque([1]) * operand))
    print(" ", said(lambda: operand * deque([1])))
    print(" ", said(lambda: deque([1])[operand]), said(lambda: assign(operand)), said(lambda: delete(operand)))
for key in (slice(1), True, 10**30, -1):
    print(key, said(lambda: deque([1])[key]), said(lambda: assign(key)), said(lambda: delete(key)))
