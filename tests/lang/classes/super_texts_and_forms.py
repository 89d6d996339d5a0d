class A:
    x = 1

    def m(self):
        return "A.m"

    @classmethod
    def c(cls):
        return cls.__name__


class B(A):
    x = 2

    def m(self):
        return super().m(), super().x, super(B, self).m()

    @classmethod
    def c(cls):
        return super().c()

    @property
    def p(self):
        return super().m()

    def nested(self):
        return [super(B, self).m() for _ in range(2)], (lambda: super(B, self).x)()

    def attr(self):
        return super().nope

    def assign(self):
        super().y = 5

    @staticmethod
    def static():
        return super().m()

    def no_self():
        return super().m()


b = B()
print(b.m(), B.c(), b.p, b.nested(), repr(super(B, b)), repr(super(B)))
for f in (
    b.attr, b.assign, B.static, B.no_self, lambda: super().x, lambda: super(B, 5), lambda: super(5),
    lambda: super(1, 2, 3), lambda: super(A, b).m(),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
