"""Classes that are mostly data: methods written from the annotations of a class.

    @dataclass
    class Point:
        x: int
        y: int = 0

gives `Point` an `__init__`, a `__repr__`, an `__eq__` and more on request. The methods are
put together as source text and compiled, so that calls are checked, and complained
about, as for any function.
"""

import copy
import sys
from keyword import iskeyword
from reprlib import recursive_repr
from types import MappingProxyType

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING",
    "fields", "asdict", "astuple", "make_dataclass", "replace", "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    """A field of a frozen instance was to be changed."""


class _Marker:
    """A value that stands for something, with a name to show."""

    def __init__(self, shown):
        self._shown = shown

    def __repr__(self):
        return self._shown


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()

# What kind of field an annotation makes.
_FIELD = _Marker("_FIELD")
_FIELD_CLASSVAR = _Marker("_FIELD_CLASSVAR")
_FIELD_INITVAR = _Marker("_FIELD_INITVAR")
_FACTORY = _Marker("<factory>")

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT = "__post_init__"


class InitVar:
    """Annotation of what __init__ takes and hands to __post_init__, but does not keep."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        shown = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{shown}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """One field: its default, and which methods care about it."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init",
                 "compare", "metadata", "kw_only", "doc", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self.doc = doc
        self._field_type = None

    @recursive_repr()
    def __repr__(self):
        shown = ",".join(f"{name}={getattr(self, name)!r}" for name in (
            "name", "type", "default", "default_factory", "init", "repr", "hash", "compare",
            "metadata", "kw_only", "doc", "_field_type"))
        return f"Field({shown})"

    def __set_name__(self, owner, name):
        # A default that is a descriptor wants to know its name, too.
        tell = getattr(type(self.default), "__set_name__", None)
        if tell:
            tell(self.default, owner, name)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    @property
    def _has_default(self):
        return self.default is not MISSING or self.default_factory is not MISSING


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=MISSING, doc=None):
    """Say more about a field than its default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


class _DataclassParams:
    """What was asked of dataclass()."""

    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args",
                 "kw_only", "slots", "weakref_slot")

    def __init__(self, **params):
        for name in self.__slots__:
            setattr(self, name, params[name])

    def __repr__(self):
        shown = ",".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"_DataclassParams({shown})"


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
              frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Class decorator: write the methods that the options ask for."""
    params = _DataclassParams(
        init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
        match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
    if cls is None:
        return lambda cls: _process_class(cls, params)
    return _process_class(cls, params)


# Finding the fields

def _own_annotations(cls):
    try:
        return cls.__annotations__
    except NameError:
        # A name that is not defined yet; with annotationlib it becomes a ForwardRef.
        try:
            import annotationlib
        except ImportError:
            pass
        else:
            return annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF)
        raise


def _is_class_var(annotation):
    typing = sys.modules.get("typing")
    if isinstance(annotation, str):
        return annotation.split("[")[0].strip().rpartition(".")[2] == "ClassVar"
    return typing is not None and (
        annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar)


def _is_init_var(annotation):
    if isinstance(annotation, str):
        return annotation.split("[")[0].strip().rpartition(".")[2] == "InitVar"
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation):
    if isinstance(annotation, str):
        return annotation.strip().rpartition(".")[2] == "KW_ONLY"
    return annotation is KW_ONLY


def _make_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        # A slot of a base class is no default.
        if type(default).__name__ in ("member_descriptor", "getset_descriptor"):
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = _FIELD
    if _is_class_var(annotation):
        f._field_type = _FIELD_CLASSVAR
    elif _is_init_var(annotation):
        f._field_type = _FIELD_INITVAR
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif f.kw_only is MISSING:
        f.kw_only = kw_only
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        # One list, say, would be shared by all instances.
        raise ValueError(f"mutable default {type(f.default)} for field {name} is not allowed: "
                         "use default_factory")
    return f


def _collect_fields(cls, params):
    """The fields of the class and its bases, by name in the order of their first coming."""
    found = {}
    frozen_bases = []
    for base in cls.__mro__[-1:0:-1]:
        inherited = vars(base).get(_FIELDS)
        if inherited is not None:
            found.update(inherited)
            frozen_bases.append(getattr(base, _PARAMS).frozen)
    own = []
    kw_only = params.kw_only
    seen_marker = False
    annotations = _own_annotations(cls)
    for name, annotation in annotations.items():
        if _is_kw_only(annotation):
            if seen_marker:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_marker = kw_only = True
            continue
        own.append(_make_field(cls, name, annotation, kw_only))
    for f in own:
        found[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            # The class attribute is the default itself, or nothing.
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in vars(cls).items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if frozen_bases:
        if params.frozen and not all(frozen_bases):
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
        if not params.frozen and any(frozen_bases):
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    return found


# Writing the methods

def _define(cls, name, parameters, body, names, annotations=None, decorate=None):
    """Compile a method; `names` are values its text refers to."""
    made = {}
    # A function around it, so that the names are its own and not the module's.
    source = f"def __create_fn__({', '.join(names)}):\n def {name}({parameters}):\n" + \
        "\n".join(f"  {line}" for line in body) + f"\n return {name}"
    exec(source, sys.modules[cls.__module__].__dict__ if cls.__module__ in sys.modules else {}, made)
    method = made["__create_fn__"](**names)
    if decorate is not None:
        # pprint knows the repr made here by the qualified name of what is decorated.
        method = decorate(method)
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    if annotations is not None:
        method.__annotations__ = annotations
    return method


def _init_method(cls, all_fields, has_post_init, frozen, slots):
    names = {"_object": object, "_FACTORY": _FACTORY}
    body = []
    positional = [f for f in all_fields if f.init and not f.kw_only]
    keyword = [f for f in all_fields if f.init and f.kw_only]
    seen_default = None
    for f in positional:
        if f._has_default:
            seen_default = f
        elif seen_default:
            raise TypeError(f"non-default argument {f.name!r} follows default argument "
                            f"{seen_default.name!r}")
    # `self` may be the name of a field.
    me = "self" if all(f.name != "self" for f in all_fields) else "__dataclass_self__"
    parameters = [me]

    def parameter(f):
        if f.default is not MISSING:
            names[f"_default_{f.name}"] = f.default
            return f"{f.name}=_default_{f.name}"
        return f"{f.name}=_FACTORY" if f.default_factory is not MISSING else f.name

    parameters += [parameter(f) for f in positional]
    if keyword:
        parameters.append("*")
        parameters += [parameter(f) for f in keyword]
    for f in all_fields:
        value = f.name if f.init else None
        if f.default_factory is not MISSING:
            names[f"_default_{f.name}"] = f.default_factory
            call = f"_default_{f.name}()"
            value = f"{call} if {f.name} is _FACTORY else {f.name}" if f.init else call
        elif not f.init and slots and f.default is not MISSING:
            names[f"_default_{f.name}"] = f.default     # with slots there is no class attribute
            value = f"_default_{f.name}"
        if f._field_type is _FIELD_INITVAR or value is None:
            continue
        body.append(f"_object.__setattr__({me}, {f.name!r}, {value})" if frozen
                    else f"{me}.{f.name} = {value}")
    if has_post_init:
        given = ", ".join(f.name for f in all_fields if f._field_type is _FIELD_INITVAR)
        body.append(f"{me}.{_POST_INIT}({given})")
    annotations = {f.name: f.type for f in positional + keyword}
    annotations["return"] = None
    return _define(cls, "__init__", ", ".join(parameters), body or ["pass"], names, annotations)


def _repr_method(cls, shown):
    text = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in shown)
    return _define(cls, "__repr__", "self", [f"return f\"{{self.__class__.__qualname__}}({text})\""], {},
                   decorate=recursive_repr())


def _tuple_text(who, compared):
    return f"({''.join(f'{who}.{f.name}, ' for f in compared)})"


def _eq_method(cls, compared):
    equal = " and ".join(f"self.{f.name} == other.{f.name}" for f in compared) or "True"
    return _define(cls, "__eq__", "self, other", [
        "if self is other:", " return True",
        "if other.__class__ is self.__class__:", f" return {equal}",
        "return NotImplemented"], {})


def _order_method(cls, name, operator, compared):
    left, right = _tuple_text("self", compared), _tuple_text("other", compared)
    return _define(cls, name, "self, other", [
        "if other.__class__ is self.__class__:", f" return {left} {operator} {right}",
        "return NotImplemented"], {})


def _frozen_methods(cls, own_fields):
    names = {"_cls": cls, "_fields": frozenset(f.name for f in own_fields),
             "FrozenInstanceError": FrozenInstanceError}
    for name, parameters, call, verb in (
            ("__setattr__", "self, name, value", "name, value", "assign to"),
            ("__delattr__", "self, name", "name", "delete")):
        yield name, _define(cls, name, parameters, [
            # A subclass that is no dataclass may have attributes of its own.
            "if type(self) is _cls or name in _fields:",
            f" raise FrozenInstanceError(f\"cannot {verb} field {{name!r}}\")",
            f"super(_cls, self).{name}({call})"], names)


def _set_new(cls, name, value, hint=""):
    if name in vars(cls):
        raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}{hint}")
    setattr(cls, name, value)


def _set_default(cls, name, value):
    """Set it unless the class has it already."""
    if name not in vars(cls):
        setattr(cls, name, value)


def _set_hash(cls, params, all_fields):
    """Equal objects need equal hashes, and a hash must not change: hence the rules."""
    own = vars(cls).get("__hash__", MISSING)
    # Defining __eq__ alone makes the compiler set __hash__ to None.
    has_own = not (own is MISSING or own is None and "__eq__" in params[1])
    params = params[0]
    if params.unsafe_hash:
        if has_own:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif not params.eq or has_own:
        return
    elif not params.frozen:
        cls.__hash__ = None
        return
    hashed = [f for f in all_fields if (f.compare if f.hash is None else f.hash)]
    cls.__hash__ = _define(cls, "__hash__", "self",
                           [f"return hash({_tuple_text('self', hashed)})"], {})


def _process_class(cls, params):
    own_names = set(vars(cls))
    found = _collect_fields(cls, params)
    setattr(cls, _FIELDS, found)
    setattr(cls, _PARAMS, params)
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    kept = [f for f in found.values() if f._field_type is _FIELD]
    initial = [f for f in found.values() if f._field_type is not _FIELD_CLASSVAR]
    compared = [f for f in kept if f.compare]
    if params.init:
        made = _init_method(cls, initial, hasattr(cls, _POST_INIT), params.frozen, params.slots)
        _set_default(cls, "__init__", made)
    _set_default(cls, "__replace__", _replace)
    if params.repr:
        _set_default(cls, "__repr__", _repr_method(cls, [f for f in kept if f.repr]))
    if params.eq:
        _set_default(cls, "__eq__", _eq_method(cls, compared))
    if params.order:
        for name, operator in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            _set_new(cls, name, _order_method(cls, name, operator, compared),
                     " Consider using functools.total_ordering")
    if params.frozen:
        for name, method in _frozen_methods(cls, kept):
            _set_new(cls, name, method)
    _set_hash(cls, (params, own_names), kept)
    if not cls.__doc__:
        cls.__doc__ = cls.__name__ + _signature(initial)
    if params.match_args:
        _set_default(cls, "__match_args__", tuple(
            f.name for f in initial if f.init and not f.kw_only))
    if params.weakref_slot and not params.slots:
        raise TypeError("weakref_slot is True but slots is False")
    if params.slots:
        cls = _with_slots(cls, params, kept)
    if hasattr(cls, "__abstractmethods__"):
        from abc import update_abstractmethods
        update_abstractmethods(cls)     # one of the methods made may have been abstract
    return cls


def _signature(all_fields):
    """The parameters of __init__ as help() shows them."""
    positional = [f for f in all_fields if f.init and not f.kw_only]
    keyword = [f for f in all_fields if f.init and f.kw_only]
    shown = [*map(_parameter_text, positional), *(["*"] if keyword else []),
             *map(_parameter_text, keyword)]
    return f"({', '.join(shown)})"


def _parameter_text(f):
    kind = f.type
    if isinstance(kind, type) and type(kind) is not type(list[int]):
        kind = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    else:
        kind = repr(kind).replace("typing.", "")
    text = f"{f.name}: {kind}"
    if f.default is not MISSING:
        return f"{text} = {f.default!r}"
    return f"{text} = <factory>" if f.default_factory is not MISSING else text


def _with_slots(cls, params, kept):
    """The class made again with __slots__: they cannot be added to one that exists."""
    if "__slots__" in vars(cls):
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(vars(cls))
    inherited = {name for base in cls.__mro__[1:-1]
                 for name in _as_tuple(vars(base).get("__slots__"), base)}
    slots = [f.name for f in kept if f.name not in inherited]
    if params.weakref_slot and "__weakref__" not in inherited:
        slots.append("__weakref__")
    documented = {f.name: f.doc for f in kept if f.name in slots}
    namespace["__slots__"] = documented if any(documented.values()) else tuple(slots)
    for f in kept:
        namespace.pop(f.name, None)     # a class attribute would hide the slot
    for name in ("__dict__", "__weakref__"):
        namespace.pop(name, None)
    if params.frozen:
        namespace.setdefault("__getstate__", _get_state)
        namespace.setdefault("__setstate__", _set_state)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    # super() and __class__ in methods look into a cell that holds the old class.
    for member in namespace.values():
        for function in (member, *(getattr(member, part, None) for part in (
                "__func__", "fget", "fset", "fdel", "__wrapped__"))):
            for cell in getattr(function, "__closure__", None) or ():
                if cell.cell_contents is cls:
                    cell.cell_contents = made
    return made


def _as_tuple(slots, cls):
    if isinstance(slots, str):
        return (slots,)
    if slots is None:
        return ()
    if hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return tuple(slots)


def _get_state(self):
    return [getattr(self, f.name) for f in fields(self)]


def _set_state(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


# Using dataclasses

def fields(class_or_instance):
    """The fields of a dataclass or of an instance of one."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether it is a dataclass, or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dictionary; dataclasses inside become dictionaries too."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, lambda pairs: dict_factory(pairs))


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields; dataclasses inside become tuples too."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _convert(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def _convert(obj, join):
    cls = type(obj)
    if hasattr(cls, _FIELDS):
        return join([(f.name, _convert(getattr(obj, f.name), join)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return cls(*[_convert(value, join) for value in obj])
    if isinstance(obj, (list, tuple)):
        return cls(_convert(value, join) for value in obj)
    if isinstance(obj, dict):
        pairs = ((_convert(key, join), _convert(value, join)) for key, value in obj.items())
        if hasattr(cls, "default_factory"):
            made = cls(obj.default_factory)
            made.update(pairs)
            return made
        return cls(pairs)
    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True,
                   eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
                   kw_only=False, slots=False, weakref_slot=False, module=None,
                   decorator=dataclass):
    """A dataclass from a list of names, (name, type) or (name, type, field)."""
    contents = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, contents[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = kind
    contents["__annotations__"] = annotations
    from types import new_class
    cls = new_class(cls_name, bases, {}, lambda names: names.update(contents))
    if module is None:
        module = sys._getframe(1).f_globals.get("__name__", "__main__")
    cls.__module__ = module
    return decorator(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash,
                     frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots,
                     weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """Another instance, made by __init__, with some fields changed."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f"field {f.name} is declared with init=False, "
                                "it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
