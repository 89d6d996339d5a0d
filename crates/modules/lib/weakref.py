"""References that do not keep their object alive, and containers made of them.

The references are native (`_weakref`). Here are dictionaries whose keys or values may
vanish, references to methods, and `finalize`, a callback for the death of an object
that is also called at the end of the program.
"""

from _weakref import (
    CallableProxyType,
    ProxyType,
    ReferenceType,
    getweakrefcount,
    getweakrefs,
    proxy,
    ref,
)
from _collections_abc import Mapping, MutableMapping
from _weakrefset import WeakSet
from itertools import count as _count

__all__ = [
    "ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType",
    "ProxyType", "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet",
    "WeakMethod", "finalize",
]

ProxyTypes = (ProxyType, CallableProxyType)


class WeakMethod(ref):
    """A reference to a bound method that dies with the object, not with the bound method.

    A bound method is made anew at each access, so an ordinary reference to one is dead at
    once. This one holds object and function apart and joins them when asked.
    """

    __slots__ = "_func_ref", "_meth_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            obj = meth.__self__
            func = meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def half_died(_):
            self = self_ref()
            if self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, obj, half_died)
        self._func_ref = ref(func, half_died)
        self._meth_type = type(meth)
        self._alive = True
        self_ref = ref(self)
        return self

    def __call__(self):
        obj = ref.__call__(self)
        func = self._func_ref()
        if obj is None or func is None:
            return None
        return self._meth_type(func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A reference that knows under which key it is kept."""

    __slots__ = ("key",)

    def __new__(cls, ob, callback, key):
        self = ref.__new__(cls, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class WeakValueDictionary(MutableMapping):
    """A mapping whose entries vanish with their values."""

    def __init__(self, other=(), /, **kw):
        def remove(reference, selfref=ref(self)):
            self = selfref()
            # The key may have been given a new value meanwhile.
            if self is not None and self.data.get(reference.key) is reference:
                del self.data[reference.key]
        self._remove = remove
        self.data = {}
        self.update(other, **kw)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key):
        del self.data[key]

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __len__(self):
        return sum(1 for _ in self.values())

    def __contains__(self, key):
        return self.get(key) is not None

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"

    def get(self, key, default=None):
        reference = self.data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    # Walking goes over a copy taken in one step: entries may vanish meanwhile.

    def items(self):
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def keys(self):
        for key, reference in list(self.data.items()):
            if reference() is not None:
                yield key

    __iter__ = keys

    def values(self):
        for reference in list(self.data.values()):
            value = reference()
            if value is not None:
                yield value

    def itervaluerefs(self):
        """The references themselves; some may be dead."""
        yield from list(self.data.values())

    def valuerefs(self):
        """A list of the references themselves; some may be dead."""
        return list(self.data.values())

    def popitem(self):
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def pop(self, key, *args):
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def update(self, other=None, /, **kwargs):
        if other is not None:
            for key, value in dict(other).items() if not hasattr(other, "items") else other.items():
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def copy(self):
        """A mapping with the same entries."""
        made = WeakValueDictionary()
        made.update(self)
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = type(self)()
        for key, value in self.items():
            made[deepcopy(key, memo)] = value
        return made

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        made = type(self)()
        made.update(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self


class WeakKeyDictionary(MutableMapping):
    """A mapping whose entries vanish with their keys."""

    def __init__(self, dict=None):
        self.data = {}

        def remove(reference, selfref=ref(self)):
            self = selfref()
            if self is not None:
                self.data.pop(reference, None)
        self._remove = remove
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __len__(self):
        return sum(1 for _ in self.keys())

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def items(self):
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value

    def keys(self):
        for reference in list(self.data):
            key = reference()
            if key is not None:
                yield key

    __iter__ = keys

    def values(self):
        for reference, value in list(self.data.items()):
            if reference() is not None:
                yield value

    def keyrefs(self):
        """A list of the references to the keys; some may be dead."""
        return list(self.data)

    def popitem(self):
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        if dict is not None:
            pairs = dict.items() if hasattr(dict, "items") else type({})(dict).items()
            for key, value in pairs:
                self[key] = value
        if kwargs:
            self.update(kwargs)

    def copy(self):
        """A mapping with the same entries."""
        made = WeakKeyDictionary()
        made.update(self)
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = type(self)()
        for key, value in self.items():
            made[key] = deepcopy(value, memo)
        return made

    __or__ = WeakValueDictionary.__or__
    __ror__ = WeakValueDictionary.__ror__
    __ior__ = WeakValueDictionary.__ior__


class _Finalizer:
    __slots__ = ("reference", "func", "args", "kwargs", "atexit", "index")


class finalize:
    """Call func(*args, **kwargs) when `obj` dies, or at the end of the program.

    The object itself carries nothing. What is to be done stands in a registry, under
    this finalizer, until it is done or given up.
    """

    __slots__ = ()
    _registry = {}
    _next_index = _count().__next__
    _registered_with_atexit = False
    _over = False

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._registered_with_atexit:
            import atexit
            atexit.register(finalize._exitfunc)
            finalize._registered_with_atexit = True
        info = _Finalizer()
        info.reference = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs
        info.atexit = True
        info.index = self._next_index()
        self._registry[self] = info

    def __call__(self, _=None):
        """Do it now, if it has not been done."""
        info = self._registry.pop(self, None)
        if info is not None and not finalize._over:
            return info.func(*info.args, **info.kwargs)

    def _live(self):
        info = self._registry.get(self)
        obj = info and info.reference()
        return (None, None) if obj is None else (info, obj)

    def detach(self):
        """Give it up; what was to be done, if that was still to come."""
        info, obj = self._live()
        if obj is not None and self._registry.pop(self, None):
            return obj, info.func, info.args, info.kwargs

    def peek(self):
        """What is to be done, if that is still to come."""
        info, obj = self._live()
        if obj is not None:
            return obj, info.func, info.args, info.kwargs

    @property
    def alive(self):
        """Whether it is still to be done."""
        return self in self._registry

    @property
    def atexit(self):
        """Whether the end of the program counts as the end of the object."""
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info, obj = self._live()
        if obj is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return (f"<{type(self).__name__} object at {id(self):#x}; "
                f"for {type(obj).__name__!r} at {id(obj):#x}>")

    @classmethod
    def _exitfunc(cls):
        # The youngest first. One may create or detach others, so look again each time.
        while True:
            waiting = [(info.index, finalizer)
                       for finalizer, info in list(cls._registry.items()) if info.atexit]
            if not waiting:
                # Objects that die from here on do so because the interpreter ends.
                cls._over = True
                return
            try:
                max(waiting, key=lambda entry: entry[0])[1]()
            except Exception:
                import sys
                sys.excepthook(*sys.exc_info())
