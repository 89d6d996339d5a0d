for a, b in ((12, 10), (-12, 10), (12, -10), (-12, -10), (2**80 + 5, -3), (-(2**80), 2**81 - 1)):
    print(a & b, a | b, a ^ b, ~a)
print(True & True, True | 2, True ^ True, type(True & False), type(True & 1), ~5, ~(2**64))
for f in (lambda: 1 & 1.0, lambda: "a" | 1, lambda: ~1.5, lambda: 1 ^ None):
    try:
        f()
    except TypeError as e:
        print(e)
