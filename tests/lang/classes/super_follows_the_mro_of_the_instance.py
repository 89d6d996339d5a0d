class Base:
    def __init__(self, **kw):
        print("Base", kw)

    def who(self):
        return ["Base"]


class Left(Base):
    def __init__(self, left=None, **kw):
        print("Left", left)
        super().__init__(**kw)

    def who(self):
        return ["Left"] + super().who()


class Right(Base):
    def __init__(self, right=None, **kw):
        print("Right", right)
        super().__init__(**kw)

    def who(self):
        return ["Right"] + super().who()


class Both(Left, Right):
    def who(self):
        return ["Both"] + super().who() + super(Left, self).who()


b = Both(left=1, right=2)
print(b.who(), Left().who(), super(Both, b).who(), super(Both, Both).who(b))
