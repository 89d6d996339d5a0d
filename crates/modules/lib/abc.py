"""Abstract base classes: classes that say what others must be able to do.

A class can become a subclass of an abstract one without inheriting from it: by being
registered, or because the abstract class recognises its methods (`__subclasshook__`).
`isinstance()` and `issubclass()` ask the metaclass `ABCMeta`, which remembers its
answers. The interpreter itself refuses to instantiate a class whose
`__abstractmethods__` is not empty.
"""

from _weakref import ref as _ref

__all__ = [
    "ABC", "ABCMeta", "abstractclassmethod", "abstractmethod", "abstractproperty",
    "abstractstaticmethod", "get_cache_token", "update_abstractmethods",
]

# Counts registrations. A remembered "no" is only good as long as this has not changed.
_registrations = 0


def get_cache_token():
    """A value that changes whenever a class is registered with any abstract class."""
    return _registrations


def abstractmethod(funcobj):
    """Mark a method that concrete subclasses must override."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """Old way to write @classmethod @abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """Old way to write @staticmethod @abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """Old way to write @property @abstractmethod."""

    __isabstractmethod__ = True


class _WeakClasses(set):
    """A set of classes that does not keep them alive."""

    __slots__ = ()

    def add_class(self, cls):
        # When the class dies its reference takes itself out.
        self.add(_ref(cls, self.discard))

    def holds(self, cls):
        return _ref(cls) in self

    def classes(self):
        return [cls for cls in [reference() for reference in self] if cls is not None]


_NOBODY = _WeakClasses()


class _Memory:
    """What an abstract class knows: who registered, and answers given before."""

    __slots__ = ("registered", "yes", "no", "no_as_of")

    def __init__(self):
        # Most abstract classes are never asked: they share one empty set.
        self.registered = self.yes = self.no = _NOBODY
        self.no_as_of = _registrations

    def remember(self, kind, cls):
        classes = getattr(self, kind)
        if classes is _NOBODY:
            classes = _WeakClasses()
            setattr(self, kind, classes)
        classes.add_class(cls)


def _abstract_names(cls, own, bases):
    """The methods still to be overridden: marked ones of the class and of its bases."""
    names = {name for name, value in own if getattr(value, "__isabstractmethod__", False)}
    for base in bases:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """The metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace.items(), bases)
        cls._abc_impl = _Memory()
        return cls

    def register(cls, subclass):
        """Count a class as a subclass from now on. Also a decorator."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_impl.remember("registered", subclass)
        _registrations += 1
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        if cls._abc_impl.yes.holds(subclass):
            return True
        # A proxy may name another class than the one it has: either will do.
        actual = type(instance)
        if actual is subclass:
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(actual)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        memory = cls._abc_impl
        if memory.yes.holds(subclass):
            return True
        if memory.no_as_of != _registrations:
            memory.no = _NOBODY
            memory.no_as_of = _registrations
        elif memory.no.holds(subclass):
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = cls in getattr(subclass, "__mro__", ()) or any(
                issubclass(subclass, other)
                for other in [*memory.registered.classes(), *cls.__subclasses__()])
        elif not isinstance(answer, bool):
            raise AssertionError("__subclasshook__ must return either False, True, or NotImplemented")
        memory.remember("yes" if answer else "no", subclass)
        return answer

    def _dump_registry(cls, file=None):
        """Print what the class knows, for debugging."""
        memory = cls._abc_impl
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {_registrations}", file=file)
        print(f"_abc_registry: {set(memory.registered)!r}", file=file)
        print(f"_abc_cache: {set(memory.yes)!r}", file=file)
        print(f"_abc_negative_cache: {set(memory.no)!r}", file=file)
        print(f"_abc_negative_cache_version: {memory.no_as_of!r}", file=file)


class ABC(metaclass=ABCMeta):
    """Inherit from this to make an abstract base class."""

    __slots__ = ()


def update_abstractmethods(cls):
    """Work out again which methods are abstract, after a decorator has changed the class."""
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_names(cls, cls.__dict__.items(), cls.__bases__)
    return cls
