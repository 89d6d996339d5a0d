"""The abstract base classes of containers, known as `collections.abc`.

Two kinds: those with one method (`Sized`, `Iterable`, …) recognise any class that has
it; the larger ones (`Sequence`, `Mapping`, …) are inherited from or registered with, and
give all their other methods in exchange for the few abstract ones.
"""

from abc import ABCMeta, abstractmethod
import builtins as _builtins

__all__ = [
    "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable",
    "Iterable", "Iterator", "Generator", "Reversible", "Sized", "Container", "Callable",
    "Collection", "Set", "MutableSet", "Mapping", "MutableMapping", "MappingView",
    "KeysView", "ItemsView", "ValuesView", "Sequence", "MutableSequence", "ByteString",
    "Buffer",
]

# The classes are shown under the name people import them by.
__name__ = "collections.abc"


def _has(cls, *methods):
    """Whether the class has these methods, none of them set to None to say "not so"."""
    for method in methods:
        for base in cls.__mro__:
            if method in base.__dict__:
                if base.__dict__[method] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


def _recognise(*methods):
    """Class decorator: any class with these methods is a subclass of the decorated one."""
    def decorate(abstract):
        def __subclasshook__(cls, candidate):
            # A class derived from an abstract one may ask for more than its methods.
            return _has(candidate, *methods) if cls is abstract else NotImplemented
        abstract.__subclasshook__ = classmethod(__subclasshook__)
        return abstract
    return decorate


def _subscripted(cls, item):
    from types import GenericAlias
    return GenericAlias(cls, item)


_generic = classmethod(_subscripted)


@_recognise("__hash__")
class Hashable(metaclass=ABCMeta):
    """Has a hash value."""
    __slots__ = ()

    @abstractmethod
    def __hash__(self):
        return 0


@_recognise("__await__")
class Awaitable(metaclass=ABCMeta):
    """Can stand behind `await`."""
    __slots__ = ()

    @abstractmethod
    def __await__(self):
        yield

    __class_getitem__ = _generic


def _throw(self, typ, val=None, tb=None):
    """Raise an exception where the generator waits; what it does next is its own affair."""
    if val is None:
        if tb is None:
            raise typ
        val = typ()
    if tb is not None:
        val = val.with_traceback(tb)
    raise val


def _close(self, ignored):
    """Ask the generator to end."""
    try:
        self.throw(GeneratorExit)
    except (GeneratorExit, StopIteration):
        return
    raise RuntimeError(ignored)


def _repeat(take, end):
    """Take items out until there are none."""
    try:
        while True:
            take()
    except end:
        pass


@_recognise("__await__", "send", "throw", "close")
class Coroutine(Awaitable):
    """What calling an `async def` function gives."""
    __slots__ = ()

    @abstractmethod
    def send(self, value):
        """Go on, with this value as that of the `await`."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Go on with an exception."""
        _throw(self, typ, val, tb)

    def close(self):
        """Ask the coroutine to end."""
        _close(self, "coroutine ignored GeneratorExit")


@_recognise("__aiter__")
class AsyncIterable(metaclass=ABCMeta):
    """Can stand in `async for`."""
    __slots__ = ()

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()

    __class_getitem__ = _generic


@_recognise("__anext__", "__aiter__")
class AsyncIterator(AsyncIterable):
    """Gives its items one by one, each to be awaited."""
    __slots__ = ()

    @abstractmethod
    def __anext__(self):
        """The next item, to be awaited; StopAsyncIteration at the end."""
        raise StopAsyncIteration

    def __aiter__(self):
        return self


@_recognise("__aiter__", "__anext__", "asend", "athrow", "aclose")
class AsyncGenerator(AsyncIterator):
    """What calling an `async def` function with `yield` in it gives."""
    __slots__ = ()

    def __anext__(self):
        return self.asend(None)

    @abstractmethod
    def asend(self, value):
        """Go on, with this value as that of the `yield`; to be awaited."""
        raise StopAsyncIteration

    @abstractmethod
    def athrow(self, typ, val=None, tb=None):
        """Go on with an exception; to be awaited."""
        _throw(self, typ, val, tb)


@_recognise("__iter__")
class Iterable(metaclass=ABCMeta):
    """Can be walked."""
    __slots__ = ()

    @abstractmethod
    def __iter__(self):
        while False:
            yield None

    __class_getitem__ = _generic


@_recognise("__iter__", "__next__")
class Iterator(Iterable):
    """Is being walked."""
    __slots__ = ()

    @abstractmethod
    def __next__(self):
        """The next item; StopIteration at the end."""
        raise StopIteration

    def __iter__(self):
        return self


@_recognise("__reversed__", "__iter__")
class Reversible(Iterable):
    """Can be walked backwards too."""
    __slots__ = ()

    @abstractmethod
    def __reversed__(self):
        while False:
            yield None


@_recognise("__iter__", "__next__", "send", "throw", "close")
class Generator(Iterator):
    """An iterator that also takes values and exceptions."""
    __slots__ = ()

    def __next__(self):
        return self.send(None)

    @abstractmethod
    def send(self, value):
        """Go on, with this value as that of the `yield`."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Go on with an exception."""
        _throw(self, typ, val, tb)

    def close(self):
        """Ask the generator to end; the value it returns, if it returns one."""
        try:
            self.throw(GeneratorExit)
        except GeneratorExit:
            return None
        except StopIteration as end:
            return end.value
        raise RuntimeError("generator ignored GeneratorExit")


@_recognise("__len__")
class Sized(metaclass=ABCMeta):
    """Has a length."""
    __slots__ = ()

    @abstractmethod
    def __len__(self):
        return 0


@_recognise("__contains__")
class Container(metaclass=ABCMeta):
    """Can be asked with `in`."""
    __slots__ = ()

    @abstractmethod
    def __contains__(self, x):
        return False

    __class_getitem__ = _generic


@_recognise("__len__", "__iter__", "__contains__")
class Collection(Sized, Iterable, Container):
    """Sized, iterable, and knows what is in it."""
    __slots__ = ()


@_recognise("__buffer__")
class Buffer(metaclass=ABCMeta):
    """Gives access to its memory."""
    __slots__ = ()

    @abstractmethod
    def __buffer__(self, flags, /):
        raise NotImplementedError


@_recognise("__call__")
class Callable(metaclass=ABCMeta):
    """Can be called."""
    __slots__ = ()

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False

    def __class_getitem__(cls, item):
        return _CallableGenericAlias(cls, item)


def _CallableGenericAlias(origin, args):
    """Callable[[int, str], bool]: the argument types and the result in one flat tuple."""
    if not (isinstance(args, tuple) and len(args) == 2):
        raise TypeError("Callable must be used as Callable[[arg, ...], result].")
    takes, gives = args
    return _subscripted(origin, (*takes, gives) if isinstance(takes, (tuple, list)) else args)


class Set(Collection):
    """A set one can look at: give __contains__, __iter__ and __len__.

    If the constructor does not take an iterable, override _from_iterable().
    """
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __le__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) <= len(other) and all(item in other for item in self)

    def __lt__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) < len(other) and self.__le__(other)

    def __ge__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) >= len(other) and all(item in self for item in other)

    def __gt__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) > len(other) and self.__ge__(other)

    def __eq__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) == len(other) and self.__le__(other)

    def __and__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable(item for item in other if item in self)

    __rand__ = __and__

    def isdisjoint(self, other):
        """Whether nothing is in both."""
        return not any(item in self for item in other)

    def __or__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable(item for part in (self, other) for item in part)

    __ror__ = __or__

    def _as_set(self, other):
        return other if isinstance(other, Set) else self._from_iterable(other)

    def __sub__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        other = self._as_set(other)
        return self._from_iterable(item for item in self if item not in other)

    def __rsub__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable(item for item in self._as_set(other) if item not in self)

    def __xor__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        other = self._as_set(other)
        return (self - other) | (other - self)

    __rxor__ = __xor__

    def _hash(self):
        """A hash for immutable sets, the same that a frozenset of these items has."""
        return hash(frozenset(self))


class MutableSet(Set):
    """A set: give add() and discard() too."""
    __slots__ = ()

    @abstractmethod
    def add(self, value):
        """Put an item in."""
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        """Take an item out if it is there."""
        raise NotImplementedError

    def remove(self, value):
        """Take an item out; KeyError if it is not there."""
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        """Take some item out and return it; KeyError if there is none."""
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        """Take all out."""
        _repeat(self.pop, KeyError)

    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self

    def __iand__(self, it):
        for value in self - it:
            self.discard(value)
        return self

    def __ixor__(self, it):
        if it is self:
            self.clear()
            return self
        for value in self._as_set(it):
            if value in self:
                self.discard(value)
            else:
                self.add(value)
        return self

    def __isub__(self, it):
        if it is self:
            self.clear()
            return self
        for value in it:
            self.discard(value)
        return self


class Mapping(Collection):
    """A mapping one can look at: give __getitem__, __iter__ and __len__."""
    __slots__ = ()

    __abc_tpflags__ = 1 << 6

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        """The value of a key, or the default."""
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        """A view of the keys."""
        return KeysView(self)

    def items(self):
        """A view of the (key, value) pairs."""
        return ItemsView(self)

    def values(self):
        """A view of the values."""
        return ValuesView(self)

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __reversed__ = None


class MappingView(Sized):
    """What keys(), items() and values() have in common."""
    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f"{type(self).__name__}({self._mapping!r})"

    __class_getitem__ = _generic


class KeysView(MappingView, Set):
    """The keys of a mapping."""
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set):
    """The (key, value) pairs of a mapping."""
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        try:
            found = self._mapping[key]
        except KeyError:
            return False
        return found is value or found == value

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]


class ValuesView(MappingView, Collection):
    """The values of a mapping."""
    __slots__ = ()

    def __contains__(self, value):
        return any(found is value or found == value for found in self)

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


_no_default = object()


class MutableMapping(Mapping):
    """A mapping: give __setitem__ and __delitem__ too."""
    __slots__ = ()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_no_default):
        """Take a key out and return its value, or the default."""
        try:
            value = self[key]
        except KeyError:
            if default is _no_default:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        """Take some pair out; KeyError if there is none."""
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        """Take all out."""
        _repeat(self.popitem, KeyError)

    def update(self, other=(), /, **kwds):
        """Set the pairs of another mapping, or of an iterable, and those given by keyword."""
        if isinstance(other, Mapping):
            for key in other:
                self[key] = other[key]
        elif hasattr(other, "keys"):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def setdefault(self, key, default=None):
        """The value of a key, set to the default first if it has none."""
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


class Sequence(Reversible, Collection):
    """A sequence one can look at: give __getitem__ and __len__."""
    __slots__ = ()

    __abc_tpflags__ = 1 << 5

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        i = 0
        try:
            while True:
                yield self[i]
                i += 1
        except IndexError:
            return

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        for i in range(len(self) - 1, -1, -1):
            yield self[i]

    def index(self, value, start=0, stop=None):
        """Where the value is found first; ValueError if it is not there."""
        if start is not None and start < 0:
            start = max(len(self) + start, 0)
        if stop is not None and stop < 0:
            stop += len(self)
        i = start
        while stop is None or i < stop:
            try:
                item = self[i]
            except IndexError:
                break
            if item is value or item == value:
                return i
            i += 1
        raise ValueError

    def count(self, value):
        """How many items equal the value."""
        return sum(1 for item in self if item is value or item == value)


class MutableSequence(Sequence):
    """A sequence: give __setitem__, __delitem__ and insert() too."""
    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        """Put a value in before the index."""
        raise IndexError

    def append(self, value):
        """Put a value at the end."""
        self.insert(len(self), value)

    def clear(self):
        """Take all out."""
        _repeat(self.pop, IndexError)

    def reverse(self):
        """Turn the order round, in place."""
        size = len(self)
        for i in range(size // 2):
            self[i], self[size - i - 1] = self[size - i - 1], self[i]

    def extend(self, values):
        """Put several values at the end."""
        if values is self:
            values = list(values)
        for value in values:
            self.append(value)

    def pop(self, index=-1):
        """Take the item at the index out and return it."""
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        """Take the first item that equals the value out."""
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


class ByteString(Sequence):
    """bytes or bytearray, under one old name."""
    __slots__ = ()


def _register_builtins():
    """Tell the larger classes which builtin types are theirs."""
    from _collections import deque
    from sys import modules
    types = {
        Sequence: ("tuple", "str", "range", "bytes", "memoryview"),
        MutableSequence: ("list", "bytearray"),
        ByteString: ("bytes", "bytearray"),
        Set: ("frozenset",),
        MutableSet: ("set",),
        MutableMapping: ("dict",),
    }
    for abstract, names in types.items():
        for name in names:
            if hasattr(_builtins, name):
                abstract.register(getattr(_builtins, name))
    MutableSequence.register(deque)
    if "os" in modules:
        MutableMapping.register(modules["os"]._Environ)
    Mapping.register(type(type.__dict__))
    KeysView.register(type({}.keys()))
    ItemsView.register(type({}.items()))
    ValuesView.register(type({}.values()))


_register_builtins()
