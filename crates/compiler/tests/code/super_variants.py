class A(B):
    def f(self, a):
        super().f(a)
        super(A, self).g
        return [super().h for _ in a]
