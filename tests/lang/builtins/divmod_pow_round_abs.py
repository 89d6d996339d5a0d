print(divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), divmod(10**20, 7), abs(-5), abs(-2.5), abs(True))
print(abs(-(10**20)), pow(2, 5), pow(2, 5, 3), round(3.7), round(3.14159, 2))
for f in (
    lambda: divmod(1, 0), lambda: divmod("a", 1), lambda: abs("a"), lambda: abs(), lambda: pow(2),
    lambda: pow("a", 1), lambda: round("a"), lambda: divmod(1, 2, 3), lambda: pow(2, -1, 0),
    lambda: pow(2, 1.5, 3), lambda: pow(0, -1), lambda: abs(None),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
