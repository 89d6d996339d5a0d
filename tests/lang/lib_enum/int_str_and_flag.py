# Members that are ints or strings too, and flags that can be joined.
from enum import CONFORM, Flag, IntEnum, IntFlag, StrEnum, auto

def attempt(call, *args):
    try:
        print(repr(call(*args)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

class Num(IntEnum):
    ONE = 1
    TWO = 2

print(Num.ONE, repr(Num.ONE), Num.ONE + 1, Num.ONE < Num.TWO, f"{Num.ONE:03}", [10, 20][Num.ONE], Num.ONE == 1)

class Text(StrEnum):
    FOO = auto()
    BAR = "bar!"

print(Text.FOO, repr(Text.FOO), Text.BAR + "x", Text("foo"), Text.FOO == "foo")

class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W

print(list(Perm), Perm.R | Perm.X, repr(Perm.R | Perm.W), ~Perm.R, Perm.R & Perm.W, Perm(0), bool(Perm(0)))
print(Perm.R in Perm.RW, list(Perm.RW), len(Perm.RW), Perm.R ^ Perm.RW, Perm(5), Perm(-1), Perm)
attempt(Perm, 8)
attempt(lambda: Perm.R | 1)
attempt(lambda: 1 in Perm.R)

class Bits(IntFlag):
    A = 1
    B = 2
    C = 4

print(Bits.A | Bits.B, repr(Bits.A | Bits.B), repr(Bits(9)), Bits.A + 1, repr(~Bits.A), repr(Bits(0)), repr(1 | Bits.B))

class Drops(Flag, boundary=CONFORM):
    A = 1
    B = 2

print(Drops(9))
