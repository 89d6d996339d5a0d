"""Functions about functions: wrapping, remembering results, choosing by type.

`partial`, `reduce`, `cmp_to_key` and the cache itself are native; the rest is here.
"""

from _functools import Placeholder, _lru_cache_wrapper, cmp_to_key, partial, reduce

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering",
    "cache", "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod",
    "singledispatch", "singledispatchmethod", "cached_property", "Placeholder",
]

WRAPPER_ASSIGNMENTS = (
    "__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make `wrapper` look like the function it wraps."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    # Last: the update above may have brought the __wrapped__ of the wrapped function.
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """update_wrapper() as a decorator for the wrapping function."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# For each comparison a class may define, how the other three follow from it. `here` is
# what the class defines; an answer of NotImplemented is passed on.

def _derive(name, here, negate, other_if):
    """A comparison from `here`: its (negated) answer, mixed with equality if asked for.

    other_if: None for the plain answer, "eq" to accept equals too, "ne" to refuse them.
    """
    def compare(self, other):
        answer = getattr(type(self), here)(self, other)
        if answer is NotImplemented:
            return answer
        if negate:
            answer = not answer
        if other_if == "eq":
            return answer or self == other
        if other_if == "ne":
            return answer and self != other
        return answer

    compare.__name__ = name
    compare.__doc__ = getattr(int, name).__doc__
    return compare


_DERIVED = {
    "__lt__": (("__gt__", True, "ne"), ("__le__", False, "eq"), ("__ge__", True, None)),
    "__le__": (("__ge__", True, "eq"), ("__lt__", False, "ne"), ("__gt__", True, None)),
    "__gt__": (("__lt__", True, "ne"), ("__ge__", False, "eq"), ("__le__", True, None)),
    "__ge__": (("__le__", True, "eq"), ("__gt__", False, "ne"), ("__lt__", True, None)),
}


def total_ordering(cls):
    """Fill in the comparisons a class lacks, from one it has and from ==."""
    defined = [name for name in _DERIVED
               if getattr(cls, name, None) is not getattr(object, name)]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    # Of several the smaller step is taken: < before <=, > before >=.
    root = max(defined)
    for name, negate, other_if in _DERIVED[root]:
        if name not in defined:
            setattr(cls, name, _derive(name, root, negate, other_if))
    return cls


def __getattr__(name):
    # Made when the first cache is made: a program without caches need not load collections.
    if name == "_CacheInfo":
        global _CacheInfo
        from collections import namedtuple
        _CacheInfo = namedtuple(
            "CacheInfo", ["hits", "misses", "maxsize", "currsize"], module=__name__)
        return _CacheInfo
    raise AttributeError


def _cache_info_type():
    return globals().get("_CacheInfo") or __getattr__("_CacheInfo")


def lru_cache(maxsize=128, typed=False):
    """Remember the results of the `maxsize` calls made most recently (None: of all)."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)     # used as @lru_cache without parentheses
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize, typed)


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _cache_info_type())
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    """Remember the result of every call."""
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """An attribute computed when first read, then kept in the instance's __dict__.

    It has no __set__, so that the entry in __dict__ is found first from then on. Two
    threads that read it at the same time may both compute it.
    """

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError(
                "Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            kept = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {name!r} property.") from None
        if name in kept:
            return kept[name]
        value = self.func(instance)
        try:
            kept[name] = value
        except TypeError:
            raise TypeError(
                f"The '__dict__' attribute on {type(instance).__name__!r} instance does not "
                f"support item assignment for caching {name!r} property.") from None
        return value

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class partialmethod:
    """A method with some arguments filled in."""

    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            # A partial of a partial is one with both sets of arguments.
            inner = func
            func = inner.func
            args = _fill_placeholders(inner.args, args)
            keywords = {**inner.keywords, **keywords}
        elif not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"the first argument {func!r} must be a callable or a descriptor")
        if args and args[-1] is Placeholder:
            raise TypeError("trailing Placeholders are not allowed")
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        shown = [repr(self.func), *map(repr, self.args)]
        shown += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(shown)})"

    def _make_unbound_method(self):
        def method(self_or_cls, /, *args, **keywords):
            filled = _fill_placeholders(self.args, args)
            return self.func(self_or_cls, *filled, **{**self.keywords, **keywords})
        method.__isabstractmethod__ = self.__isabstractmethod__
        method.__partialmethod__ = self
        return method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None:
            bound = get(obj, cls)
            # A descriptor of its own (a classmethod, say) binds; a plain function does not.
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


def _fill_placeholders(held, given):
    """The arguments held, each Placeholder replaced by one of those given, then the rest."""
    if not any(arg is Placeholder for arg in held):
        return (*held, *given)
    rest = iter(given)
    filled = [next(rest, Placeholder) if arg is Placeholder else arg for arg in held]
    return (*filled, *rest)


def _best_implementation(cls, registry):
    """The registered class that fits `cls` best.

    Classes are ranked by their place in the method resolution order. An abstract class
    that is not in it counts from just behind the class that brings its abilities in.
    """
    order = cls.__mro__
    ranked = []
    for candidate in registry:
        if candidate in order:
            ranked.append((2 * order.index(candidate), candidate))
            continue
        try:
            if not issubclass(cls, candidate):
                continue
        except TypeError:
            continue
        for place, base in enumerate(order):
            if issubclass(base, candidate) and not any(
                    issubclass(above, candidate) for above in base.__bases__):
                ranked.append((2 * place + 1, candidate))
                break
    if not ranked:
        return None
    front = min(rank for rank, _ in ranked)
    equals = [candidate for rank, candidate in ranked if rank == front]
    for candidate in equals:
        if all(issubclass(candidate, other) for other in equals):
            return candidate
    raise RuntimeError(f"Ambiguous dispatch: {equals[0]} or {equals[1]}")


def singledispatch(func):
    """A function with several implementations, chosen by the type of its first argument."""
    registry = {}
    found = {}              # what dispatch() has worked out, by class
    token = None

    def dispatch(cls):
        """The implementation for arguments of type cls."""
        nonlocal token
        if token is not None:
            # Registering a class with an abstract class may change any answer.
            from abc import get_cache_token
            current = get_cache_token()
            if token != current:
                found.clear()
                token = current
        if cls not in found:
            found[cls] = registry[_best_implementation(cls, registry)]
        return found[cls]

    def register(cls, func=None):
        """Add an implementation; also as a decorator, reading the type from the annotation."""
        nonlocal token
        if func is None and not _is_type_or_union(cls):
            if not getattr(cls, "__annotations__", None):
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. Use either "
                    "`@register(some_class)` or plain `@register` on an annotated function.")
            func = cls
            argname, cls = _first_annotation(func)
            if not _is_type_or_union(cls):
                kind = "a class" if not _is_union(cls) else None
                if kind is None:
                    raise TypeError(f"Invalid annotation for {argname!r}. "
                                    f"{cls!r} not all arguments are classes.")
                raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} is not {kind}.")
        elif func is None:
            return lambda implementation: register(cls, implementation)
        elif not _is_type_or_union(cls):
            raise TypeError(f"Invalid first argument to `register()`. "
                            f"{cls!r} is not a class or union type.")
        for each in cls.__args__ if _is_union(cls) else (cls,):
            registry[each] = func
            if token is None and hasattr(each, "__abstractmethods__"):
                from abc import get_cache_token
                token = get_cache_token()
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = type(type.__dict__)(registry)
    wrapper._clear_cache = found.clear
    return update_wrapper(wrapper, func)


def _is_union(cls):
    from types import UnionType
    return isinstance(cls, UnionType)


def _is_type_or_union(cls):
    if isinstance(cls, type):
        return True
    return _is_union(cls) and all(isinstance(arg, type) for arg in cls.__args__)


def _first_annotation(func):
    argname, annotation = next(iter(func.__annotations__.items()))
    if isinstance(annotation, str):
        try:
            annotation = eval(annotation, getattr(func, "__globals__", {}))
        except NameError:
            raise TypeError(f"Invalid annotation for {argname!r}. "
                            f"ForwardRef({annotation!r}) is an unresolved forward reference."
                            ) from None
    return argname, annotation


class singledispatchmethod:
    """singledispatch() for methods: the first argument after self decides."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def __repr__(self):
        name = getattr(self.func, "__qualname__", None) or getattr(self.func, "__name__", "?")
        return f"<single dispatch method descriptor {name}>"

    def register(self, cls, method=None):
        """Add an implementation for a class."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch
        name = getattr(self.func, "__name__", "singledispatchmethod method")

        def method(*args, **kwargs):
            if not args:
                raise TypeError(f"{name} requires at least 1 positional argument")
            return dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        method.__isabstractmethod__ = self.__isabstractmethod__
        method.register = self.register
        return update_wrapper(method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
