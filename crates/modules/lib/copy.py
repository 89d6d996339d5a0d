"""Copies of objects: `copy` shares what is inside, `deepcopy` copies that too.

A class can say how with __copy__, __deepcopy__ or __reduce_ex__; otherwise its instances
are made anew without calling __init__, and given the same attributes.
"""

import copyreg as _copyreg

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    """Something cannot be copied."""


error = Error


def _atomic_types():
    """Types whose objects never change or have an identity: their copy is the object itself."""
    import builtins
    import types
    from _weakref import ref
    names = ("int", "float", "bool", "complex", "str", "bytes", "type", "range", "slice",
             "property")
    found = {getattr(builtins, name) for name in names if hasattr(builtins, name)}
    return frozenset(found | {
        type(None), type(...), type(NotImplemented), types.FunctionType, types.CodeType,
        types.BuiltinFunctionType, ref})


_atomic = _atomic_types()


def _reduced(x, cls):
    """How to make another x, as a tuple for _rebuild(); a string means x itself."""
    reduce = _copyreg.dispatch_table.get(cls)
    if reduce is not None:
        return reduce(x)
    return x.__reduce_ex__(4)


def copy(x):
    """Another object with the same content."""
    cls = type(x)
    if cls in _atomic or cls is tuple or cls is frozenset:
        return x
    if cls in (list, dict, set):
        return x.copy()
    if issubclass(cls, type):
        return x
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    reduced = _reduced(x, cls)
    if isinstance(reduced, str):
        return x
    return _rebuild(x, None, *reduced)


def deepcopy(x, memo=None, _nil=[]):
    """Another object with copies of the content; what occurs twice is copied once."""
    cls = type(x)
    if cls in _atomic:
        return x
    if memo is None:
        memo = {}
    else:
        known = memo.get(id(x), _nil)
        if known is not _nil:
            return known
    deep = _deep.get(cls)
    if deep is not None:
        made = deep(x, memo)
    elif issubclass(cls, type):
        return x
    elif (own := getattr(x, "__deepcopy__", None)) is not None:
        made = own(memo)
    else:
        reduced = _reduced(x, cls)
        made = x if isinstance(reduced, str) else _rebuild(x, memo, *reduced)
    if made is not x:
        memo[id(x)] = made
        # While the memo is in use x must live, or its id would be given to another.
        memo.setdefault(id(memo), []).append(x)
    return made


# The copy is put into the memo before its content is copied, for the content may refer
# back to it.

def _deep_list(x, memo):
    made = memo[id(x)] = []
    for item in x:
        made.append(deepcopy(item, memo))
    return made


def _deep_dict(x, memo):
    made = memo[id(x)] = {}
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _deep_set(x, memo):
    made = memo[id(x)] = set()
    for item in x:
        made.add(deepcopy(item, memo))
    return made


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # Copying the items may have copied this very tuple, through a cycle.
    if id(x) in memo:
        return memo[id(x)]
    if all(map(lambda new, old: new is old, items, x)):
        return x
    return tuple(items)


def _deep_frozenset(x, memo):
    items = [deepcopy(item, memo) for item in x]
    return memo.get(id(x)) or frozenset(items)


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


class _Sample:
    def method(self):
        pass


_deep = {list: _deep_list, dict: _deep_dict, set: _deep_set, tuple: _deep_tuple,
         frozenset: _deep_frozenset, type(_Sample().method): _deep_method}


def _rebuild(x, memo, make, args, state=None, items=None, pairs=None, set_state=None):
    """Put an object together from its parts, copies of them if there is a memo."""
    deep = memo is not None
    if deep and args:
        args = (deepcopy(arg, memo) for arg in args)
    made = make(*args)
    if deep:
        memo[id(x)] = made
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if set_state is not None:
            set_state(made, state)
        elif hasattr(made, "__setstate__"):
            made.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                made.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(made, name, value)
    if items is not None:
        for item in items:
            made.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            made[key] = value
    return made


def replace(obj, /, **changes):
    """Another object with some attributes changed; its class must have __replace__."""
    own = getattr(obj.__class__, "__replace__", None)
    if own is None:
        raise TypeError(f"replace() does not support {obj.__class__.__name__} objects")
    return own(obj, **changes)
