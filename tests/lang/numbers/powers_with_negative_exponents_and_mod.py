print(2**10, 2**0, 0**0, (-2) ** 3, -(2**2), 2**-2, (-2) ** -3, 2**100, 10**-2, type(2**-1))
print(pow(3, 200, 7), pow(3, -1, 7), pow(-3, 5, 7), pow(3, 5, -7), pow(2, 10**20, 1000007), pow(5, 0, 1))
print(2.0**0.5, 2**0.5, 4**0.5, 0.0**0, 1e200**0, pow(2, 3), pow(exp=3, base=2), pow(2.0, 3))
for f in (
    lambda: pow(2, -1, 4),
    lambda: pow(2.0, 2, 3),
    lambda: pow("a", 2),
    lambda: 2 ** "a",
    lambda: 1e200**2,
    lambda: pow(2, 3, "x"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
