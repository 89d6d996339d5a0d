"""More containers: named tuples, counters, ordered and chained dictionaries, deques.

`deque` and `defaultdict` are native. The `User…` classes and `ChainMap`, which build on
the abstract base classes, stand in `collections._wrappers` and are loaded when asked for.
"""

import _collections
from _collections import defaultdict, deque
from itertools import chain as _chain, repeat as _repeat, starmap as _starmap
from keyword import iskeyword as _iskeyword
from _operator import itemgetter as _itemgetter
import sys as _sys

__all__ = [
    "ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString",
    "defaultdict", "deque", "namedtuple",
]


def __getattr__(name):
    if name in ("ChainMap", "UserDict", "UserList", "UserString"):
        from collections import _wrappers
        value = getattr(_wrappers, name)
    elif name == "abc":
        import _collections_abc as value
    else:
        raise AttributeError
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *__all__, "abc"})


# Named tuples

def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """A class of tuples whose items have names too.

        Point = namedtuple("Point", "x y")
        Point(1, y=2).x
    """
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = [_sys.intern(str(name)) for name in field_names]
    typename = _sys.intern(str(typename))
    if rename:
        taken = set()
        for i, name in enumerate(names):
            if not name.isidentifier() or _iskeyword(name) or name[0] == "_" or name in taken:
                names[i] = f"_{i}"
            taken.add(name)
    _check_names(typename, names, rename)
    default_of = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(names):
            raise TypeError("Got more default values than field names")
        default_of = dict(zip(names[len(names) - len(defaults):], defaults))

    fields = tuple(names)
    new = _named_new(typename, fields)
    if defaults is not None:
        new.__defaults__ = defaults
    namespace = {
        "__doc__": f"{typename}({', '.join(fields)})",
        "__slots__": (),
        "_fields": fields,
        "_field_defaults": default_of,
        "__new__": new,
        **_named_methods(typename, fields),
        "__match_args__": fields,
    }
    for i, name in enumerate(fields):
        namespace[name] = property(_itemgetter(i), _refuse_set, _refuse_delete,
                                   _sys.intern(f"Alias for field number {i}"))
    cls = type(typename, (tuple,), namespace)
    # The class belongs to the module that asked for it, where pickle will look for it.
    if module is None:
        try:
            module = _sys._getframe(1).f_globals.get("__name__", "__main__")
        except (AttributeError, ValueError):
            pass
    if module is not None:
        cls.__module__ = module
    return cls


def _refuse_set(self, value):
    raise AttributeError("can't set attribute")


def _refuse_delete(self):
    raise AttributeError("can't delete attribute")


def _check_names(typename, names, rename):
    for name in [typename, *names]:
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if _iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in names:
        if name[0] == "_" and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)


def _named_new(typename, fields):
    # A real signature, for speed and for the right complaints about wrong calls. The
    # names are identifiers, so nothing else can slip into the source text.
    parameters = "".join(f", {name}" for name in fields)
    items = "".join(f"{name}, " for name in fields)
    new = eval(f"lambda _cls{parameters}: _tuple_new(_cls, ({items}))",
               {"_tuple_new": tuple.__new__, "__builtins__": {},
                "__name__": f"namedtuple_{typename}"})
    new.__name__ = "__new__"
    new.__qualname__ = f"{typename}.__new__"
    new.__doc__ = f"Create new instance of {typename}({', '.join(fields)})"
    return new


def _named_methods(typename, fields):
    size = len(fields)
    shape = f"({', '.join(f'{name}=%r' for name in fields)})"

    def _make(cls, iterable):
        made = tuple.__new__(cls, iterable)
        if len(made) != size:
            raise TypeError(f"Expected {size} arguments, got {len(made)}")
        return made

    def _replace(self, /, **kwds):
        made = self._make(map(kwds.pop, fields, self))
        if kwds:
            raise TypeError(f"Got unexpected field names: {list(kwds)!r}")
        return made

    def __repr__(self):
        return type(self).__name__ + shape % (*tuple.__iter__(self),)

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        return (*self,)

    _make.__doc__ = f"Make a new {typename} object from a sequence or iterable"
    _replace.__doc__ = f"Return a new {typename} object replacing specified fields with new values"
    __repr__.__doc__ = "Return a nicely formatted representation string"
    _asdict.__doc__ = "Return a new dict which maps field names to their values."
    __getnewargs__.__doc__ = "Return self as a plain tuple.  Used by copy and pickle."
    methods = {method.__name__: method
               for method in (_make, _replace, __repr__, _asdict, __getnewargs__)}
    for name, method in methods.items():
        method.__qualname__ = f"{typename}.{name}"
    methods["_make"] = classmethod(_make)
    methods["__replace__"] = _replace
    return methods


# Ordered dictionaries

class OrderedDict(dict):
    """A dictionary that compares by order too, and whose entries can be moved.

    Every dictionary keeps the order of insertion. Moving an entry to the end is taking
    it out and putting it back; moving one to the front means rewriting all the others.
    """

    def move_to_end(self, key, last=True):
        """Make an entry the last, or the first."""
        value = dict.pop(self, key)
        if last:
            dict.__setitem__(self, key, value)
            return
        others = list(dict.items(self))
        dict.clear(self)
        dict.__setitem__(self, key, value)
        dict.update(self, others)

    def popitem(self, last=True):
        """Take the last or the first entry out."""
        if not self:
            raise KeyError("dictionary is empty")
        if last:
            return dict.popitem(self)
        key = next(dict.__iter__(self))
        return key, dict.pop(self, key)

    def copy(self):
        """A dictionary of the same class with the same entries."""
        return self.__class__(self)

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """A dictionary with these keys, all with the same value."""
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __repr__(self):
        name = type(self).__name__
        if not self:
            return f"{name}()"
        from _thread import get_ident
        key = id(self), get_ident()
        if key in _being_shown:
            return "..."
        _being_shown.add(key)
        try:
            return f"{name}({dict(self)!r})"
        finally:
            _being_shown.discard(key)

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and all(map(_same, self, other))
        return dict.__eq__(self, other)

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.__class__(self)
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.__class__(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self

    def __reduce__(self):
        return self.__class__, (), self.__dict__ or None, None, iter(self.items())


def _same(left, right):
    return left is right or left == right


# Ids of the ordered dictionaries being shown, with the thread that does, so that one
# that contains itself comes to an end.
_being_shown = set()


# Counting

_count_elements = _collections._count_elements


class Counter(dict):
    """How often each thing occurs: a dictionary whose values are numbers."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        """The sum of all counts."""
        return sum(self.values())

    def most_common(self, n=None):
        """The n commonest with their counts, commonest first; all of them if n is None."""
        if n is None:
            return sorted(self.items(), key=_itemgetter(1), reverse=True)
        from heapq import nlargest
        return nlargest(n, self.items(), key=_itemgetter(1))

    def elements(self):
        """Each thing as often as it was counted."""
        return _chain.from_iterable(_starmap(_repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError(
            "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        """Add counts: of the things in an iterable, or those of a mapping."""
        if iterable is not None:
            if not _is_mapping(iterable):
                _count_elements(self, iterable)
            elif self:
                for thing, count in iterable.items():
                    self[thing] = count + self.get(thing, 0)
            else:
                super().update(iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Like update(), but taking away; counts may become negative."""
        if iterable is not None:
            if _is_mapping(iterable):
                for thing, count in iterable.items():
                    self[thing] = self.get(thing, 0) - count
            else:
                for thing in iterable:
                    self[thing] = self.get(thing, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        """A counter with the same counts."""
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, elem):
        # Nothing to delete is no error: its count is 0 already.
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        if not self:
            return f"{self.__class__.__name__}()"
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)      # counts that cannot be compared
        return f"{self.__class__.__name__}({shown!r})"

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] == other[e] for c in (self, other) for e in c)

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] <= other[e] for c in (self, other) for e in c)

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] >= other[e] for c in (self, other) for e in c)

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    # Arithmetic on whole counters; the results have positive counts only.

    def _combined(self, other, join):
        if not isinstance(other, Counter):
            return NotImplemented
        made = Counter()
        for thing in [*self, *(t for t in other if t not in self)]:
            count = join(self[thing], other[thing])
            if count > 0:
                made[thing] = count
        return made

    def __add__(self, other):
        return self._combined(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._combined(other, lambda a, b: a - b)

    def __or__(self, other):
        return self._combined(other, max)

    def __and__(self, other):
        return self._combined(other, min)

    def __pos__(self):
        return self._combined(Counter(), lambda a, b: a)

    def __neg__(self):
        return self._combined(Counter(), lambda a, b: -a)

    def _keep_positive(self):
        for thing in [thing for thing, count in self.items() if not count > 0]:
            del self[thing]
        return self

    def __iadd__(self, other):
        for thing, count in other.items():
            self[thing] += count
        return self._keep_positive()

    def __isub__(self, other):
        for thing, count in other.items():
            self[thing] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for thing, count in other.items():
            if count > self[thing]:
                self[thing] = count
        return self._keep_positive()

    def __iand__(self, other):
        for thing, count in self.items():
            if other[thing] < count:
                self[thing] = other[thing]
        return self._keep_positive()


def _is_mapping(value):
    if isinstance(value, dict):
        return True
    if type(value) in (str, list, tuple):
        return False    # the usual cases, without loading the abstract classes
    from _collections_abc import Mapping
    return isinstance(value, Mapping)
