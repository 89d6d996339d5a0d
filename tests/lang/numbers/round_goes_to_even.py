print([round(x) for x in (0.5, 1.5, 2.5, 3.5, -0.5, -1.5, 2.4999999)], type(round(2.5)))
print(round(2.675, 2), round(1.005, 2), round(0.15, 1), round(0.25, 1), round(1234.5678, -2), round(5.5, 0))
print(round(15, -1), round(25, -1), round(-15, -1), round(149, -2), round(150, -2), round(7, 2))
print(round(10**20 + 5, -1))
print(round(2.5, None), round(True), type(round(True, 1)), round(1e300), round(-0.4), round(123456789, -20))
print(round(number=2.567, ndigits=1))


class Money:
    def __round__(self, ndigits="none"):
        return f"rounded to {ndigits}"


print(round(Money()), round(Money(), 3))
for f in (lambda: round("x"), lambda: round(1.5, "x"), lambda: round(), lambda: round(1, 2, 3)):
    try:
        f()
    except TypeError as e:
        print(e)
