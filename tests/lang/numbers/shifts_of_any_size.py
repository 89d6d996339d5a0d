for n in (1, -1, 5, -5, 2**70, -(2**70)):
    print(n, n << 3, n >> 1, n >> 65, n >> 1000)
print(1 << 64, 1 << 63, 1 << 62, -1 << 63, 3 << 62, 0 << 100)
for f in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1.0 << 2, lambda: 1 << 1.0, lambda: 2**80 >> -3):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
x = 1
x <<= 70
x >>= 69
print(x)
