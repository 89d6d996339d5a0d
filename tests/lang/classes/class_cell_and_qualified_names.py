class A:
    def which(self):
        return __class__

    def nested(self):
        def inner():
            return __class__.__name__

        return inner()

    @classmethod
    def make(cls):
        return __class__ is cls


class B(A):
    pass


print(B().which(), B().nested(), A.make(), B.make(), A.which.__code__.co_freevars)


def decorate(cls):
    return type("Wrapped", (cls,), {})


@decorate
class C:
    def f(self):
        return __class__.__name__, type(self).__name__


print(C().f(), A.which.__qualname__, C.__name__, C.f.__qualname__)


def make():
    class Local:
        class Deeper:
            def m(self):
                return lambda: 0

    return Local.Deeper().m()


print(make().__qualname__)
