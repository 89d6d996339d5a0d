# Abstract methods forbid instances; registering and hooks make virtual subclasses.
import abc

class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self):
        return 0

    @property
    @abc.abstractmethod
    def name(self):
        ...

class Half(Shape):
    def area(self):
        return super().area() + 1

class Full(Half):
    name = "full"

def attempt(call, *args):
    try:
        print(call(*args))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

attempt(Shape)
attempt(Half)
print(Full().area(), sorted(Shape.__abstractmethods__), sorted(Half.__abstractmethods__), Full.__abstractmethods__)

class Other:
    pass

print(issubclass(Other, Shape), isinstance(Other(), Shape))
before = abc.get_cache_token()
print(Shape.register(Other) is Other, abc.get_cache_token() != before)
print(issubclass(Other, Shape), isinstance(Other(), Shape), issubclass(Other, Half))

class Duck(metaclass=abc.ABCMeta):
    @classmethod
    def __subclasshook__(cls, c):
        return True if any("quack" in vars(b) for b in c.__mro__) else NotImplemented

class Bird:
    def quack(self):
        pass

print(issubclass(Bird, Duck), isinstance(Bird(), Duck), isinstance(1, Duck))
attempt(Duck.register, 5)
attempt(Half.register, Shape)
attempt(issubclass, 5, Duck)
Full.extra = abc.abstractmethod(lambda self: 1)
abc.update_abstractmethods(Full)
attempt(Full)
