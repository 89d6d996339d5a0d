"""Thread-local objects in Python: what `threading.local` is, to read. The interpreter's own is faster.

An object of this kind has a `__dict__` for each thread. Whatever is done with an attribute,
the dictionary of the running thread is first put in place, with a lock held meanwhile.
"""

from threading import RLock, current_thread
from weakref import WeakKeyDictionary as _WeakKeyDictionary

__all__ = ["local"]


class _Impl:
    """The dictionaries of one object, and what its class was called with."""

    def __init__(self, args, kwargs):
        self.args = args
        self.kwargs = kwargs
        self.lock = RLock()
        self.dicts = _WeakKeyDictionary()

    def __enter__(self):
        self.lock.acquire()

    def __exit__(self, *exc_info):
        self.lock.release()


def _own_dict(self, impl):
    """Put the running thread's dictionary in place; a new thread runs __init__ once more."""
    thread = current_thread()
    own = impl.dicts.get(thread)
    is_new = own is None
    if is_new:
        own = impl.dicts[thread] = {}
    object.__setattr__(self, "__dict__", own)
    if is_new:
        cls = type(self)
        if cls.__init__ is not object.__init__:
            cls.__init__(self, *impl.args, **impl.kwargs)
            object.__setattr__(self, "__dict__", own)


class local:
    """An object whose attributes are different in every thread."""

    __slots__ = ("_local__impl", "__dict__")

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        impl = _Impl(args, kwargs)
        object.__setattr__(self, "_local__impl", impl)
        # __init__ is about to run for this thread.
        impl.dicts[current_thread()] = {}
        return self

    def __getattribute__(self, name):
        impl = object.__getattribute__(self, "_local__impl")
        with impl:
            _own_dict(self, impl)
            return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        self._change(object.__setattr__, name, value)

    def __delattr__(self, name):
        self._change(object.__delattr__, name)

    def _change(self, change, name, *value):
        if name == "__dict__":
            raise AttributeError(
                f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        impl = object.__getattribute__(self, "_local__impl")
        with impl:
            _own_dict(self, impl)
            change(self, name, *value)
