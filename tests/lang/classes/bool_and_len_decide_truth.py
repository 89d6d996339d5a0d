class B:
    def __init__(self, v):
        self.v = v

    def __bool__(self):
        print("bool")
        return self.v


class L:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        print("len")
        return self.n


print(bool(B(True)), not B(False), bool(L(0)), bool(L(3)), len(L(5)), B(False) or "alt")
print(B(True) and "then", "x" if L(0) else "y")
if B(True) and not L(0):
    print("both")
while B(False):
    pass
for bad in (B(1), B("x"), B(None), L(-1), L("a"), L(1.5), L(2**100), L(None)):
    for f in (bool, len):
        try:
            print(f(bad))
        except Exception as e:
            print(f.__name__, type(e).__name__, e)
print(bool(object()), bool(type), bool(print))
