"""Names for annotations: Any, Optional, Generic, Protocol and their kin. Nothing here checks types when a program runs.

Generic classes can be subscripted, `get_type_hints()` evaluates annotations, and `runtime_checkable` protocols work with
isinstance(). Type parameters are only names.
"""

import collections
import collections.abc
import contextlib
import functools
import re as _re
import sys
import types
from types import GenericAlias

TYPE_CHECKING = False
Union = types.UnionType


class _Special:
    """A name that may be subscripted, with no meaning when the program runs."""

    def __init__(self, name, single=False):
        self._name, self._single = name, single

    def __repr__(self):
        return f"typing.{self._name}"

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __getitem__(self, item):
        if self._name == "Optional":
            return Union[item, None]
        return _Subscripted(self, item if isinstance(item, tuple) else (item,))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __reduce__(self):
        return self._name


def _shown(arg):
    if isinstance(arg, type) and not isinstance(arg, GenericAlias):
        return arg.__qualname__ if arg.__module__ == "builtins" else f"{arg.__module__}.{arg.__qualname__}"
    if arg is ...:
        return "..."
    if isinstance(arg, list):
        return "[" + ", ".join(map(_shown, arg)) + "]"
    return repr(arg)


class _Subscripted:
    """A name of this module with arguments, or a generic class with them."""

    def __init__(self, origin, args):
        self.__origin__, self.__args__ = origin, args
        self.__parameters__ = tuple(dict.fromkeys(p for arg in args for p in _parameters(arg)))

    @property
    def __metadata__(self):
        if self.__origin__ is not Annotated:
            raise AttributeError("__metadata__")
        return self.__args__[1:]

    def __repr__(self):
        inside = ", ".join(map(repr if self.__origin__ is Literal else _shown, self.__args__))
        return f"{_shown(self.__origin__)}[{inside}]"

    def __eq__(self, other):
        if not isinstance(other, _Subscripted):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((id(self.__origin__), self.__args__))

    def __getitem__(self, item):
        values = dict(zip(self.__parameters__, item if isinstance(item, tuple) else (item,)))
        return _Subscripted(self.__origin__, tuple(_substituted(arg, values) for arg in self.__args__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __call__(self, *args, **kwargs):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot instantiate {self.__origin__!r}")
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot subclass {self!r}")
        origin = self.__origin__
        if origin is Generic and any(isinstance(base, _Subscripted) and base is not self and isinstance(base.__origin__, type)
                                     and issubclass(base.__origin__, Generic) for base in bases):
            return ()
        return (origin,)

    def __instancecheck__(self, obj):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    __subclasscheck__ = __instancecheck__


def _parameters(arg):
    if isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple)):
        return (arg,)
    return getattr(arg, "__parameters__", ()) if not isinstance(arg, type) or isinstance(arg, GenericAlias) else ()


def _substituted(arg, values):
    if isinstance(arg, TypeVar):
        return values.get(arg, arg)
    parameters = _parameters(arg)
    return arg[tuple(values.get(p, p) for p in parameters)] if parameters else arg


class _Parameter:
    """A type parameter."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False, default=None):
        self.__name__, self.__constraints__, self.__bound__ = name, constraints, bound
        self.__covariant__, self.__contravariant__, self.__default__ = covariant, contravariant, default
        self.__infer_variance__ = infer_variance
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __repr__(self):
        return f"{'+' if self.__covariant__ else '-' if self.__contravariant__ else '~'}{self.__name__}"

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __reduce__(self):
        return self.__name__


class TypeVar(_Parameter):
    """A type parameter of functions and classes."""


class ParamSpec(_Parameter):
    """The parameters of a function as a type parameter."""

    @property
    def args(self):
        return _Special(f"{self.__name__}.args")

    @property
    def kwargs(self):
        return _Special(f"{self.__name__}.kwargs")


class TypeVarTuple(_Parameter):
    """Any number of types as a type parameter."""

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


class _AnyMeta(type):
    def __instancecheck__(cls, obj):
        if cls is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(cls):
        return "typing.Any" if cls is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


_SPECIAL = ("Optional Literal Final ClassVar Annotated Concatenate TypeGuard TypeIs Unpack Required NotRequired ReadOnly NoReturn Never "
            "Self LiteralString TypeAlias")
for _name in _SPECIAL.split():
    globals()[_name] = _Special(_name)

T, KT, VT, T_co, T_contra = TypeVar("T"), TypeVar("KT"), TypeVar("VT"), TypeVar("T_co", covariant=True), TypeVar("T_contra", contravariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)
Text = str


class Generic:
    """The base of generic classes: class Box(Generic[T])."""

    __slots__ = ()

    def __class_getitem__(cls, item):
        return _Subscripted(cls, item if isinstance(item, tuple) else (item,))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__", ())
        cls.__parameters__ = tuple(dict.fromkeys(p for base in bases for p in getattr(base, "__parameters__", ()) if not isinstance(base, type)))


class _ProtocolMeta(__import__("abc").ABCMeta):
    def __instancecheck__(cls, obj):
        if not cls.__dict__.get("_is_protocol"):
            return super().__instancecheck__(obj)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        missing = object()
        return super().__instancecheck__(obj) or all(getattr(obj, name, missing) is not missing for name in _members(cls))

    def __subclasscheck__(cls, other):
        if cls.__dict__.get("_is_protocol") and getattr(cls, "_is_runtime_protocol", False):
            return super().__subclasscheck__(other) or all(any(name in vars(base) for base in other.__mro__) for name in _members(cls))
        return super().__subclasscheck__(other)


def _members(cls):
    """What a class must have to fit a protocol."""
    found = set()
    for base in cls.__mro__:
        if base.__dict__.get("_is_protocol") and base is not Protocol:
            found |= {name for name in vars(base) if not name.startswith("_abc_") and name not in _NOT_MEMBERS}
            found |= set(_annotations(base))
    return found


_NOT_MEMBERS = frozenset(
    "__module__ __qualname__ __doc__ __dict__ __weakref__ __slots__ __annotations__ __annotate__ __annotate_func__ __parameters__ "
    "__orig_bases__ __abstractmethods__ __init__ __new__ __subclasshook__ __firstlineno__ __static_attributes__ __class_getitem__ "
    "__annotations_cache__ __annotate_func__ _is_protocol _is_runtime_protocol __init_subclass__ __hash__".split())


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of protocols: classes that others fit by what they have."""

    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        cls._is_protocol = Protocol in cls.__bases__
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_instances

    def __class_getitem__(cls, item):
        return _Subscripted(cls, item if isinstance(item, tuple) else (item,))


def _no_instances(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    super(Protocol, self).__init__(*args, **kwargs)


def runtime_checkable(cls):
    """Let isinstance() look for what a protocol has."""
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


def _protocol(name):
    def method(self):
        raise NotImplementedError

    method.__name__ = name
    return method


for _class_name, _method in (("SupportsInt", "__int__"), ("SupportsFloat", "__float__"), ("SupportsComplex", "__complex__"),
                             ("SupportsBytes", "__bytes__"), ("SupportsIndex", "__index__"), ("SupportsAbs", "__abs__"),
                             ("SupportsRound", "__round__")):
    globals()[_class_name] = runtime_checkable(
        types.new_class(_class_name, (Protocol,), {}, lambda ns, m=_method: ns.update({m: _protocol(m), "__module__": "typing"})))

# Old names of classes that can be subscripted themselves.
_ALIASES = {
    "List": list, "Dict": dict, "Set": set, "FrozenSet": frozenset, "Tuple": tuple, "Type": type, "Deque": collections.deque,
    "DefaultDict": collections.defaultdict, "OrderedDict": collections.OrderedDict, "Counter": collections.Counter,
    "ChainMap": getattr(collections, "ChainMap", None), "AbstractSet": collections.abc.Set, "Pattern": _re.Pattern, "Match": _re.Match,
    "ContextManager": contextlib.AbstractContextManager,
}
for _name in ("Container Iterable Iterator Generator Hashable Sized Callable Collection Sequence MutableSequence MutableSet Mapping "
              "MutableMapping MappingView KeysView ItemsView ValuesView Reversible Awaitable Coroutine AsyncIterable AsyncIterator "
              "AsyncGenerator").split():
    _ALIASES[_name] = getattr(collections.abc, _name, None)


class _Alias(_Special):
    def __init__(self, name, origin):
        super().__init__(name)
        self.__origin__ = origin

    def __getitem__(self, item):
        if self._name == "Callable" and isinstance(item, tuple) and isinstance(item[0], list):
            item = (item[0], *item[1:])
        return _AliasSubscripted(self, item if isinstance(item, tuple) else (item,))

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


class _AliasSubscripted(_Subscripted):
    def __init__(self, alias, args):
        super().__init__(alias.__origin__, args)
        self._alias = alias

    def __repr__(self):
        return f"{self._alias!r}[{', '.join(map(_shown, self.__args__))}]"


for _name, _origin in _ALIASES.items():
    if _origin is not None:
        globals()[_name] = _Alias(_name, _origin)
ByteString = bytes


def cast(typ, val):
    """The value itself."""
    return val


def _identity(argument):
    return argument


def final(f):
    """Mark what must not be overridden."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(f):
    """Mark what overrides a method of a base."""
    try:
        f.__override__ = True
    except (AttributeError, TypeError):
        pass
    return f


def no_type_check(f):
    """Mark what has annotations that are no types."""
    f.__no_type_check__ = True
    return f


def _overloaded(*args, **kwargs):
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions outside a "
                              "stub module should always be followed by an implementation that is not @overload-ed.")


_overloads = collections.defaultdict(list)


def overload(func):
    """One of several signatures of a function."""
    _overloads[func.__module__, func.__qualname__].append(func)
    return _overloaded


def get_overloads(func):
    """The signatures of a function."""
    return list(_overloads.get((func.__module__, func.__qualname__), ()))


def clear_overloads():
    """Forget all signatures."""
    _overloads.clear()


def assert_never(arg, /):
    """For places that are never reached."""
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def assert_type(val, typ, /):
    """The value itself."""
    return val


def reveal_type(obj, /):
    """Print the type of a value, and give the value."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def dataclass_transform(**options):
    """Mark what makes classes like dataclasses."""

    def mark(cls):
        cls.__dataclass_transform__ = options
        return cls

    return mark


class NewType:
    """A name for a type that checkers take for another one; calls give their argument."""

    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __call__(self, value, /):
        return value

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def _annotations(obj):
    if isinstance(obj, type):
        return obj.__dict__.get("__annotations__") or getattr(obj, "__annotations__", None) or {}
    return getattr(obj, "__annotations__", None) or {}


class _NamedTupleMeta(type):
    def __new__(meta, name, bases, namespace):
        if bases == ():
            return super().__new__(meta, name, bases, namespace)
        plain = type(name, (), dict(namespace))
        fields = _annotations(plain)
        defaults = [field for field in fields if field in namespace]
        made = collections.namedtuple(name, fields, defaults=[namespace[field] for field in defaults], module=namespace.get("__module__"))
        made.__annotations__ = dict(fields)
        for key, value in namespace.items():
            if key not in fields and key not in ("__dict__", "__weakref__", "__slots__", "__annotations__", "__annotate_func__", "__annotate__"):
                setattr(made, key, value)
        return made


class _NamedTupleBase(metaclass=_NamedTupleMeta):
    pass


class _NamedTupleName:
    """class Point(NamedTuple): x: int"""

    def __call__(self, typename, fields, /):
        made = collections.namedtuple(typename, [name for name, _ in fields], module=sys._getframe(1).f_globals.get("__name__"))
        made.__annotations__ = dict(fields)
        return made

    def __mro_entries__(self, bases):
        return (_NamedTupleBase,)

    def __repr__(self):
        return "<function NamedTuple>"


NamedTuple = _NamedTupleName()


class _TypedDictMeta(type):
    def __new__(meta, name, bases, namespace, total=True, closed=None, extra_items=None):
        made = type.__new__(meta, name, (dict,), dict(namespace))
        fields = {}
        for base in bases:
            fields.update(getattr(base, "__annotations__", {}) if base is not dict else {})
        own = dict(_annotations(made)) if bases else {}
        fields.update(own)
        made.__annotations__ = fields
        made.__total__ = total
        needed = {key for key, value in own.items() if getattr(value, "__origin__", None) is not NotRequired
                  and (total or getattr(value, "__origin__", None) is Required)}
        before = set().union(*(getattr(base, "__required_keys__", ()) for base in bases)) if bases else set()
        made.__required_keys__ = frozenset(before | needed)
        made.__optional_keys__ = frozenset(set(fields) - made.__required_keys__)
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, obj):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


class _TypedDictName:
    """class Movie(TypedDict): title: str"""

    def __call__(self, typename, fields, /, *, total=True):
        return _TypedDictMeta(typename, (dict,), {"__annotations__": dict(fields), "__module__": sys._getframe(1).f_globals.get("__name__")}, total=total)

    def __mro_entries__(self, bases):
        return (_typed_dict_base,)


_typed_dict_base = _TypedDictMeta("TypedDict", (), {})
TypedDict = _TypedDictName()


def is_typeddict(tp):
    """Whether a class was made with TypedDict."""
    return isinstance(tp, _TypedDictMeta)


class ForwardRef:
    """An annotation that is still text."""

    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class, function or module; those that are text are evaluated."""

    def evaluated(hint, globals, locals):
        if hint is None:
            return type(None)
        if isinstance(hint, str):
            hint = eval(hint, globals, locals)
        if not include_extras and isinstance(hint, _Subscripted) and hint.__origin__ in (Annotated, Required, NotRequired):
            hint = hint.__args__[0]
        return type(None) if hint is None else hint

    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            names = globalns if globalns is not None else vars(sys.modules.get(base.__module__, types)) if base is not object else {}
            for name, hint in (base.__dict__.get("__annotations__") or getattr(base, "__annotations__", {}) or {}).items():
                hints[name] = evaluated(hint, names, localns if localns is not None else dict(vars(base)))
        return hints
    inner = obj
    while hasattr(inner, "__wrapped__"):
        inner = inner.__wrapped__
    names = globalns if globalns is not None else getattr(inner, "__globals__", None) or vars(obj) if hasattr(obj, "__dict__") else {}
    for name, hint in (getattr(obj, "__annotations__", None) or {}).items():
        hints[name] = evaluated(hint, names, localns if localns is not None else names)
    return hints


def get_origin(tp):
    """The class or name behind a subscripted one."""
    if isinstance(tp, Union):
        return Union
    return Generic if tp is Generic else getattr(tp, "__origin__", None) if not isinstance(tp, _Alias) else tp.__origin__


def get_args(tp):
    """The arguments of a subscripted name."""
    return getattr(tp, "__args__", ())


def is_protocol(tp, /):
    """Whether a class is a protocol."""
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def get_protocol_members(tp, /):
    """What a class must have to fit a protocol."""
    return frozenset(_members(tp))


class IO(Generic[AnyStr]):
    """An open file."""


class TextIO(IO[str]):
    """An open text file."""


class BinaryIO(IO[bytes]):
    """An open binary file."""


del _name, _origin, _class_name, _method

__all__ = [name for name, value in list(globals().items()) if not name.startswith("_") and not isinstance(value, types.ModuleType)
           and name not in ("GenericAlias", "T", "KT", "VT", "T_co", "T_contra")]
