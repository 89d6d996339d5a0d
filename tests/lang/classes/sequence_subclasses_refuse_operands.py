# What `+` and `*` say of sequences, their subclasses, and subclasses with operators of their own.
import operator
from collections import deque


class OwnList(list):
    def __add__(self, other): return NotImplemented

    def __mul__(self, other): return NotImplemented


class PlainList(list): pass


class PlainStr(str): pass


class PlainBytes(bytes): pass


class PlainTuple(tuple): pass


class PlainDeque(deque): pass


class InPlace(list):
    def __iadd__(self, other): return NotImplemented

    def __imul__(self, other): return NotImplemented


values = [OwnList(), PlainList(), PlainStr("a"), PlainBytes(b"x"), PlainTuple(), PlainDeque(), InPlace(), [], "a",
          b"b", (), deque(), 1.5, None, {}]


def outcome(operation, *operands):
    try:
        return repr(operation(*operands))
    except TypeError as error:
        return str(error)


for left in values:
    for right in values:
        if type(right) is OwnList:
            continue
        print(type(left).__name__, type(right).__name__, sep=", ")
        print("  +", outcome(operator.add, left, right))
        print("  *", outcome(operator.mul, left, right))
        if not isinstance(left, (list, deque)):
            print("  +=", outcome(operator.iadd, left, right))
        print("  *=", outcome(operator.imul, left, right))
