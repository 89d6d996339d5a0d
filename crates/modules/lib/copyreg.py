"""How objects are taken apart into a constructor, its arguments and their state.

`copy` and `pickle` use what is registered here with `pickle()`, and `reduce_instance`
for objects that say nothing about themselves.
"""

__all__ = ["pickle", "constructor", "add_extension", "remove_extension",
           "clear_extension_cache"]

dispatch_table = {}

_extension_registry = {}    # (module, name) -> code
_inverted_registry = {}     # code -> (module, name)
_extension_cache = {}       # code -> object


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Have instances of a type taken apart by this function."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Check that this can be used to put an object together."""
    if not callable(object):
        raise TypeError("constructors must be callable")


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _slotnames(cls):
    """The slots of a class and its bases, under the names they have in the instance."""
    names = []
    for base in cls.__mro__:
        slots = vars(base).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                stripped = base.__name__.lstrip("_")
                if stripped:
                    name = f"_{stripped}{name}"
            names.append(name)
    return names


# Builtin types whose content is an argument of their constructor.
_VALUES = (int, float, str, bytes, tuple, frozenset)
_CONTENTS = (list, dict, set)


def _builtin_base(cls):
    """The nearest base that was not made by a class statement."""
    return next(base for base in cls.__mro__ if "__module__" not in vars(base))


def _state(obj):
    getstate = getattr(obj, "__getstate__", None)
    if getstate is not None and getattr(type(obj), "__getstate__", None) is not getattr(
            object, "__getstate__", None):
        return getstate()
    state = getattr(obj, "__dict__", None) or None
    slots = {name: getattr(obj, name) for name in _slotnames(type(obj)) if hasattr(obj, name)}
    return (state, slots) if slots else state


def reduce_instance(obj):
    """(function, arguments, state, items, pairs) to make an object like this one."""
    cls = type(obj)
    base = _builtin_base(cls)
    if base is not object and base not in _VALUES and base not in _CONTENTS:
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    if hasattr(cls, "__getnewargs_ex__"):
        args, kwargs = obj.__getnewargs_ex__()
        make, args = __newobj_ex__, (cls, args, kwargs)
    elif hasattr(cls, "__getnewargs__"):
        make, args = __newobj__, (cls, *obj.__getnewargs__())
    elif base in _VALUES:
        make, args = __newobj__, (cls, base(obj))
    elif base is set:
        make, args = cls, (list(obj),)
    else:
        make, args = __newobj__, (cls,)
    items = iter(obj) if base is list else None
    pairs = iter(obj.items()) if base is dict else None
    return make, args, _state(obj), items, pairs


def add_extension(module, name, code):
    """Give a global object a number for short pickles."""
    code = int(code)
    if not 1 <= code <= 0x7fffffff:
        raise ValueError("code out of range")
    key = module, name
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError(f"key {key} is already registered with code {_extension_registry[key]}")
    if code in _inverted_registry:
        raise ValueError(f"code {code} is already in use for key {_inverted_registry[code]}")
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Take the number back."""
    key = module, name
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError(f"key {key} is not registered with code {code}")
    del _extension_registry[key], _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    """Forget the objects found for numbers."""
    _extension_cache.clear()
