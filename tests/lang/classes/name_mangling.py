class A:
    __private = 1

    def __init__(self):
        self.__x = "A.x"
        self.__dunder__ = "not mangled"
        self._single = 1

    def get(self):
        return self.__x, self.__private

    def __method(self):
        return "A.method"

    def call(self):
        return self.__method()

    def local(self):
        __v = 5
        return __v, sorted(locals())

    def getattr_is_not_mangled(self):
        return hasattr(self, "__x"), getattr(self, "_A__x")

    def kw(self, __arg):
        return __arg


class B(A):
    def __init__(self):
        super().__init__()
        self.__x = "B.x"

    def __method(self):
        return "B.method"


b = B()
print(b.get(), b.call(), sorted(vars(b)), b._B__x, A._A__private, b.local())
print(b.getattr_is_not_mangled(), b.kw(1), b.kw(_A__arg=2))
try:
    b.__x
except AttributeError as e:
    print(e)


class __Under:
    def f(self):
        self.__y = 1


u = __Under()
u.f()
print(vars(u))


class ___:
    def f(self):
        self.__z = 1
        return vars(self)


print(___().f())
