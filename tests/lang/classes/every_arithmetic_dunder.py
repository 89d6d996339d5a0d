NAMES = "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul divmod".split()


class Log:
    def __repr__(self):
        return "Log"


for n in NAMES:
    setattr(Log, f"__{n}__", lambda self, o, n=n: f"{n}({o!r})")
    setattr(Log, f"__r{n}__", lambda self, o, n=n: f"r{n}({o!r})")
for n in "neg pos invert abs".split():
    setattr(Log, f"__{n}__", lambda self, n=n: n)
x = Log()
print(x + 1, x - 1, x * 1, x / 1, x // 1, x % 1, x**1, x << 1, x >> 1, x & 1, x | 1, x ^ 1, x @ 1)
print(divmod(x, 1))
print(1 + x, 1 - x, 1 * x, 1 / x, 1 // x, 1 % x, 1**x, 1 << x, 1 >> x, 1 & x, 1 | x, 1 ^ x, 1 @ x)
print(divmod(1, x))
print(-x, +x, ~x, abs(x), "%s" % x, "%d" % 1 + str(x), [1] * 1, pow(x, 2))
y = x
y += 1
print(y)
z = Log()
z @= 2
print(z)
w = Log()
w **= w
print(w)
