"""`ChainMap`, and the classes to inherit from for one's own dict, list or string.

Part of `collections`, which loads this file when one of the names is asked for.
"""

from _collections_abc import Mapping, MutableMapping, MutableSequence, Sequence
from reprlib import recursive_repr as _recursive_repr

__all__ = ["ChainMap", "UserDict", "UserList", "UserString"]


class ChainMap(MutableMapping):
    """Several mappings seen as one: the first that knows a key answers for it.

    Writing and deleting go to the first mapping only.
    """

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        keys = {}
        for mapping in reversed(self.maps):
            for key in mapping:
                keys[key] = None
        return iter(keys)

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    @_recursive_repr()
    def __repr__(self):
        return f"{self.__class__.__name__}({', '.join(map(repr, self.maps))})"

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        """A chain of one new dictionary."""
        return cls(dict.fromkeys(iterable, value))

    def copy(self):
        """A chain with a copy of the first mapping and the same others."""
        return self.__class__(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        """A chain with one more mapping in front."""
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return self.__class__(m, *self.maps)

    @property
    def parents(self):
        """The chain without its first mapping."""
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def popitem(self):
        """Take a pair out of the first mapping."""
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.")

    def pop(self, key, *args):
        """Take a key out of the first mapping and return its value."""
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def clear(self):
        """Empty the first mapping."""
        self.maps[0].clear()

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        made = self.copy()
        made.maps[0].update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        made = dict(other)
        for mapping in reversed(self.maps):
            made.update(mapping)
        return self.__class__(made)


class UserDict(MutableMapping):
    """A dictionary to inherit from: all goes through the methods, the content is in `data`."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        missing = getattr(self.__class__, "__missing__", None)
        if missing is not None:
            return missing(self, key)
        raise KeyError(key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __repr__(self):
        return repr(self.data)

    def __or__(self, other):
        other = other.data if isinstance(other, UserDict) else other
        return self.__class__(self.data | other) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        other = other.data if isinstance(other, UserDict) else other
        return self.__class__(other | self.data) if isinstance(other, dict) else NotImplemented

    def __ior__(self, other):
        self.data |= other.data if isinstance(other, UserDict) else other
        return self

    def __copy__(self):
        made = self.__class__.__new__(self.__class__)
        made.__dict__.update(self.__dict__)
        made.__dict__["data"] = self.data.copy()
        return made

    def copy(self):
        """A dictionary of the same class with the same entries."""
        return self.__copy__()

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """A dictionary with these keys, all with the same value."""
        made = cls()
        for key in iterable:
            made[key] = value
        return made


def _data(other, kind):
    """What is inside a wrapper, and anything else as it is."""
    return other.data if isinstance(other, kind) else other


class UserList(MutableSequence):
    """A list to inherit from; the content is in `data`."""

    def __init__(self, initlist=None):
        if initlist is None:
            self.data = []
        elif isinstance(initlist, UserList):
            self.data = initlist.data[:]
        else:
            self.data = list(initlist)

    def __repr__(self):
        return repr(self.data)

    def __lt__(self, other):
        return self.data < _data(other, UserList)

    def __le__(self, other):
        return self.data <= _data(other, UserList)

    def __eq__(self, other):
        return self.data == _data(other, UserList)

    def __gt__(self, other):
        return self.data > _data(other, UserList)

    def __ge__(self, other):
        return self.data >= _data(other, UserList)

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        found = self.data[i]
        return self.__class__(found) if isinstance(i, slice) else found

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        return self.__class__(self.data + list(_data(other, UserList)))

    def __radd__(self, other):
        return self.__class__(list(_data(other, UserList)) + self.data)

    def __iadd__(self, other):
        self.data += list(_data(other, UserList))
        return self

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def __copy__(self):
        made = self.__class__.__new__(self.__class__)
        made.__dict__.update(self.__dict__)
        made.__dict__["data"] = self.data[:]
        return made

    def append(self, item):
        self.data.append(item)

    def insert(self, i, item):
        self.data.insert(i, item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def copy(self):
        """A list of the same class with the same items."""
        return self.__class__(self)

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def reverse(self):
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        """Sort in place."""
        self.data.sort(*args, **kwds)

    def extend(self, other):
        self.data.extend(_data(other, UserList))


class UserString(Sequence):
    """A string to inherit from; the content is in `data`."""

    def __init__(self, seq):
        self.data = seq.data[:] if isinstance(seq, UserString) else str(seq)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __hash__(self):
        return hash(self.data)

    def __getnewargs__(self):
        return (self.data[:],)

    def __eq__(self, string):
        return self.data == _data(string, UserString)

    def __lt__(self, string):
        return self.data < _data(string, UserString)

    def __le__(self, string):
        return self.data <= _data(string, UserString)

    def __gt__(self, string):
        return self.data > _data(string, UserString)

    def __ge__(self, string):
        return self.data >= _data(string, UserString)

    def __contains__(self, char):
        return _data(char, UserString) in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        return self.__class__(self.data + str(_data(other, UserString)))

    def __radd__(self, other):
        return self.__class__(str(other) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)

    def encode(self, encoding="utf-8", errors="strict"):
        """The text as bytes."""
        return self.data.encode(encoding or "utf-8", errors or "strict")

    def join(self, seq):
        """The strings of seq with this one between them."""
        return self.data.join(seq)

    maketrans = str.maketrans


def _forward(name, wrap):
    """A method of str for UserString; texts among arguments and results are unwrapped, wrapped."""
    original = getattr(str, name)

    def method(self, *args, **kwds):
        result = original(self.data, *[_data(arg, UserString) for arg in args], **kwds)
        return self.__class__(result) if wrap else result

    method.__name__ = name
    method.__doc__ = original.__doc__
    return method


for _name in ("capitalize", "casefold", "center", "expandtabs", "ljust", "lower", "lstrip",
              "removeprefix", "removesuffix", "replace", "rjust", "rstrip", "strip",
              "swapcase", "title", "translate", "upper", "zfill"):
    setattr(UserString, _name, _forward(_name, True))
for _name in ("count", "endswith", "find", "format", "format_map", "index", "isalnum",
              "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower",
              "isnumeric", "isprintable", "isspace", "istitle", "isupper", "partition",
              "rfind", "rindex", "rpartition", "rsplit", "split", "splitlines",
              "startswith"):
    setattr(UserString, _name, _forward(_name, False))
del _name

for _cls in (ChainMap, UserDict, UserList, UserString):
    _cls.__module__ = "collections"
del _cls
