class HasInt:
    def __int__(self):
        return 7


class HasIndex:
    def __index__(self):
        return 9


class Bad:
    def __int__(self):
        return "x"


print(int(), int(3.99), int(-3.99), int(True), int(b"12"), int(HasInt()), int(HasIndex()), int(1e20))
for bad in (float("nan"), float("inf"), -float("inf"), Bad(), object()):
    try:
        print(int(bad))
    except Exception as e:
        print(type(e).__name__, e)
