"""Enumerations: classes whose instances are a fixed set of named values.

    class Colour(Enum):
        RED = 1
        GREEN = 2

While the body runs, its names are collected in a dictionary that tells members from
methods. When the class is made, each value becomes an instance. After that no instance
can be made: calling the class looks one up.
"""

import sys
from builtins import bin as _bin, property as _builtin_property
from types import MappingProxyType

__all__ = [
    "EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag",
    "ReprEnum", "auto", "unique", "property", "verify", "member", "nonmember",
    "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "global_enum", "global_str",
    "global_enum_repr", "global_flag_repr", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS",
    "UNIQUE", "pickle_by_global_name", "pickle_by_enum_name", "show_flag_values",
]

# Set below; while they are being made there is no class yet to compare with.
Enum = Flag = ReprEnum = EJECT = KEEP = STRICT = CONFORM = None


class nonmember:
    """A value in the body of an enumeration that is to be an ordinary attribute."""

    def __init__(self, value):
        self.value = value


class member:
    """A value in the body of an enumeration that is to be a member, whatever it is."""

    def __init__(self, value):
        self.value = value


_undefined = object()


class auto:
    """Stands for a value that _generate_next_value_() makes."""

    def __init__(self, value=_undefined):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class property(_builtin_property):
    """A property of members, whose name a member may have as well."""

    member = None

    def __get__(self, instance, ownerclass=None):
        if instance is not None:
            return self.fget(instance) if self.fget else _builtin_property.__get__(self, instance)
        found = ownerclass.__dict__.get("_member_map_", {}).get(self.name)
        if found is None:
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
        return found

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        self.fdel(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" != name[-3]


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" != name[-2]


def _is_private(cls_name, name):
    prefix = f"_{cls_name}__"
    return len(name) > len(prefix) and name.startswith(prefix) and not name.endswith("__")


def _is_descriptor(obj):
    return any(hasattr(obj, method) for method in ("__get__", "__set__", "__delete__"))


def _is_inner_class(cls_name, obj):
    return (cls_name is not None and isinstance(obj, type)
            and obj.__qualname__.endswith(f"{cls_name}.{obj.__name__}"))


def _is_single_bit(value):
    return value > 0 and value & (value - 1) == 0


def _bits(value):
    """The single bits of a number, lowest first."""
    while value:
        low = value & -value
        yield low
        value ^= low


class EnumDict(dict):
    """The namespace of the body of an enumeration: remembers which names are members."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._generate_next_value = None

    @_builtin_property
    def member_names(self):
        """The names of the members so far."""
        return list(self._member_names)

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._special(key, value)
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif not isinstance(value, member) and (
                _is_descriptor(value) or _is_inner_class(self._cls_name, value)):
            pass
        else:
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            value = self._resolve_auto(key, value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _special(self, key, value):
        if key not in ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_",
                       "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_",
                       "_add_alias_", "_add_value_alias_", "_use_args_", "_use_args", "_member_type_"):
            raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        if key == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate_next_value = getattr(value, "__func__", value)
        elif key == "_ignore_":
            value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        return value

    def _resolve_auto(self, key, value):
        if isinstance(value, auto):
            if value.value is _undefined:
                value.value = self._next(key)
            return value.value
        if type(value) is tuple and any(isinstance(v, auto) for v in value):
            # One auto() inside a tuple counts like one alone.
            parts = []
            for part in value:
                if isinstance(part, auto):
                    if part.value is _undefined:
                        part.value = self._next(key)
                    part = part.value
                    self._last_values.append(part)
                parts.append(part)
            return tuple(parts)
        return value

    def _next(self, key):
        self._auto_called = True
        return self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])

    def update(self, members=(), **more):
        for name, value in (members.items() if hasattr(members, "keys") else members):
            self[name] = value
        for name, value in more.items():
            self[name] = value


def _data_type(bases):
    """The type the members also are (int, str, …), or object."""
    for base in bases:
        if isinstance(base, EnumType):
            if base._member_type_ is not object:
                return base._member_type_
            continue
        for above in base.__mro__:
            if above is object or isinstance(above, EnumType):
                continue
            # The type must have a say in making instances; a mixin of methods has none.
            if "__new__" in vars(above) or hasattr(above, "__dataclass_fields__"):
                return base
    return object


def _find_new(namespace, data_type, first_enum):
    """(how to make a member, whether the values are its arguments)."""
    own = namespace.get("__new__")
    if own is not None:
        return getattr(own, "__func__", own), True
    inherited = getattr(first_enum, "__new_member__", None) if first_enum is not None else None
    if inherited is not None and inherited is not object.__new__:
        return inherited, True
    if data_type is not object:
        return data_type.__new__, True
    return object.__new__, False


class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        for base in bases:
            metacls._refuse_extending(cls, base)
        namespace = EnumDict(cls)
        first = next((base for base in bases if isinstance(base, EnumType)), None)
        if first is not None:
            namespace._generate_next_value = _function_of(first, "_generate_next_value_")
        return namespace

    @staticmethod
    def _refuse_extending(name, base):
        if isinstance(base, EnumType) and base._member_names_:
            raise TypeError(f"{name!r} cannot extend {base!r}")

    def __new__(metacls, name, bases, namespace, *, boundary=None, _simple=False, **kwds):
        if Enum is None:
            cls = super().__new__(metacls, name, bases, dict(namespace), **kwds)
            cls._member_names_, cls._member_map_, cls._value2member_map_ = [], {}, {}
            cls._member_type_ = object
            return cls
        namespace.setdefault("_ignore_", []).append("_ignore_")
        for ignored in namespace["_ignore_"]:
            namespace.pop(ignored, None)
        values = {key: namespace[key] for key in namespace._member_names}
        if "mro" in values:
            raise ValueError("invalid enum member name(s) 'mro'")
        contents = {key: value for key, value in namespace.items() if key not in values}
        order = contents.pop("_order_", None)
        first_enum = next((base for base in reversed(bases) if isinstance(base, EnumType)), None)
        data_type = _data_type(bases)
        make, use_args = _find_new(contents, data_type, first_enum)
        own_next = contents.get("_generate_next_value_")
        if own_next is not None and not isinstance(own_next, staticmethod):
            contents["_generate_next_value_"] = staticmethod(own_next)
        contents["__new_member__"] = make
        contents["_use_args_"] = use_args
        contents["_member_names_"] = []
        contents["_member_map_"] = {}
        contents["_value2member_map_"] = {}
        contents["_unhashable_values_"] = []
        contents["_member_type_"] = data_type
        contents["_boundary_"] = boundary or getattr(first_enum, "_boundary_", None)
        contents["_flag_mask_"] = contents["_singles_mask_"] = contents["_all_bits_"] = 0
        contents["_inverted_"] = None
        contents["__new__"] = Enum.__new__
        cls = super().__new__(metacls, name, bases, contents, **kwds)
        cls._keep_methods(contents, data_type, first_enum)
        for key, value in values.items():
            cls._add_member(key, value, make, use_args)
        if Flag is not None and issubclass(cls, Flag):
            cls._finish_flag()
        if order is not None:
            names = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            if names != cls._member_names_:
                raise TypeError("member order does not match _order_:\n"
                                f"  {cls._member_names_!r}\n  {names!r}")
        return cls

    def _keep_methods(cls, contents, data_type, first_enum):
        """Prefer what enumerations do over what the type of the values does."""
        if data_type is object:
            return
        keeps_text = ReprEnum is not None and ReprEnum in cls.__bases__
        for method in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if method in contents:
                continue
            if keeps_text and method in ("__str__", "__format__"):
                own = getattr(data_type, method)
                # int has no __str__ of its own; that of object would come back to our repr.
                setattr(cls, method, data_type.__repr__ if own is object.__str__ else own)
            elif getattr(cls, method) in (getattr(object, method), getattr(data_type, method)):
                setattr(cls, method, getattr(first_enum, method))
        if Flag is not None and issubclass(cls, Flag):
            for method in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if method not in contents:
                    setattr(cls, method, getattr(Flag, method))

    def _add_member(cls, name, value, make, use_args):
        args = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            args = (args,)
        made = make(cls, *args) if use_args else make(cls)
        if not hasattr(made, "_value_"):
            if cls._member_type_ is object:
                made._value_ = value
            else:
                try:
                    made._value_ = cls._member_type_(*args)
                except Exception as error:
                    raise TypeError("_value_ not set in __new__, unable to create it") from error
        made._name_ = name
        made.__objclass__ = cls
        made.__init__(*args)
        made._sort_order_ = len(cls._member_names_)
        value = made._value_
        existing = cls._find_by_value(value)
        if existing is not None:
            made = existing     # a second name of the same value
        elif Flag is not None and issubclass(cls, Flag) and isinstance(value, int) and not _is_single_bit(value):
            pass                # a name for several bits, or none: not met when walking
        else:
            cls._member_names_.append(name)
        cls._member_map_[name] = made
        if not isinstance(cls.__dict__.get(name), _builtin_property) and not _shadowed(cls, name):
            type.__setattr__(cls, name, made)
        if existing is None:
            try:
                cls._value2member_map_.setdefault(value, made)
            except TypeError:
                cls._unhashable_values_.append(value)

    def _find_by_value(cls, value):
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            return next((m for m in cls._member_map_.values() if m._value_ == value), None)

    def _finish_flag(cls):
        mask = singles = 0
        for each in cls._member_map_.values():
            mask |= each._value_
            if _is_single_bit(each._value_):
                singles |= each._value_
        cls._flag_mask_ = mask
        cls._singles_mask_ = singles
        cls._all_bits_ = (1 << mask.bit_length()) - 1
        names = [(m._value_, n) for n, m in cls._member_map_.items() if n in cls._member_names_]
        if names != sorted(names):
            cls._member_names_.sort(key=lambda n: cls._member_map_[n]._value_)

    def __call__(cls, value, names=_undefined, *rest, module=None, qualname=None,
                 type=None, start=1, boundary=None):
        if cls._member_map_ or names is _undefined:
            if names is not _undefined:
                value = (value, names, *rest)
            return cls.__new__(cls, value)
        return cls._create(value, names, module, qualname, type, start, boundary)

    def _create(cls, class_name, names, module, qualname, type, start, boundary):
        """Enum("Name", "A B C"): a class without a class statement."""
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            last = []
            pairs = []
            for count, name in enumerate(names):
                value = namespace._generate_next_value(name, start, count, last[:])
                last.append(value)
                pairs.append((name, value))
        else:
            pairs = names.items() if hasattr(names, "items") else names
        for name, value in pairs:
            namespace[name] = value
        if module is None:
            module = sys._getframe(2).f_globals.get("__name__")
        namespace["__module__"] = module
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return cls._find_by_value(value) is not None or (
                Flag is not None and issubclass(cls, Flag) and cls(value) is not None)
        except ValueError:
            return False

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __dir__(cls):
        return sorted({"__class__", "__contains__", "__doc__", "__getitem__", "__iter__",
                       "__len__", "__members__", "__module__", "__name__", "__qualname__",
                       "__init_subclass__", *cls._member_names_,
                       *(dir(cls._member_type_) if cls._member_type_ is not object else ())})

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    @_builtin_property
    def __members__(cls):
        """All names, second names included, with their members."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = "flag" if Flag is not None and issubclass(cls, Flag) else "enum"
        return f"<{kind} {cls.__name__!r}>"


EnumMeta = EnumType


def _function_of(cls, name):
    """A function as it stands in the class or one above, out of its staticmethod."""
    for base in cls.__mro__:
        if name in vars(base):
            found = vars(base)[name]
            return getattr(found, "__func__", found)
    return None


def _shadowed(cls, name):
    """Whether the name is that of an enum.property above, which finds the member itself."""
    return any(isinstance(vars(base).get(name), property) for base in cls.__mro__[1:])


class Enum(metaclass=EnumType):
    """The base of enumerations."""

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of auto(): one more than the greatest so far."""
        if not last_values:
            return start
        try:
            return max(last_values) + 1
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None

    def __new__(cls, value):
        if type(value) is cls:
            return value
        found = cls._find_by_value(value)
        if found is not None:
            return found
        if not cls._member_map_:
            raise TypeError(f"{cls!r} has no members; specify `names=()` if you meant to create "
                            "a new, empty, enum")
        found = problem = None
        try:
            found = cls._missing_(value)
        except Exception as error:
            problem = error
        if isinstance(found, cls) or (
                Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT
                and isinstance(found, int)):
            return found
        invalid = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if found is None and problem is None:
            raise invalid
        if problem is None:
            problem = TypeError(f"error in {cls.__name__}._missing_: returned {found!r} "
                                "instead of None or a valid member")
        if not isinstance(problem, ValueError):
            problem.__context__ = invalid
        raise problem

    def __init__(self, *args, **kwds):
        pass

    @classmethod
    def _missing_(cls, value):
        """Called for a value that no member has; may find a member all the same."""
        return None

    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}: {self._show_value()}>"

    def _show_value(self):
        kind = type(self)._member_type_
        show = repr if kind is object else kind.__repr__
        if hasattr(kind, "__dataclass_params__") and "__repr__" in vars(kind):
            # Without the name of the class, which stands before it already.
            return repr(self._value_).partition("(")[2].removesuffix(")")
        return show(self._value_)

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __dir__(self):
        own = {name for cls in type(self).__mro__ for name in vars(cls)
               if name[0] != "_" and name not in type(self)._member_map_}
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name",
                       "value", *own})

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


class ReprEnum(Enum):
    """Only repr() shows the member; str() and format() are those of the value's type."""


class IntEnum(int, ReprEnum):
    """Members are ints as well."""


class StrEnum(str, ReprEnum):
    """Members are strings as well; auto() gives the name in small letters."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        for value, what in zip(values, ("is not a string", "encoding must be a string",
                                        "errors must be a string")):
            if not isinstance(value, str):
                raise TypeError(f"{value!r} is not a string" if what == "is not a string"
                                else f"{what}, not {value!r}")
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    """What becomes of bits without a name: error, dropped, a plain int, kept."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    """Members are bits and can be joined with |, & and ^."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        highest = max(last_values)
        try:
            return 2 ** highest.bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {highest!r}") from None

    @classmethod
    def _missing_(cls, value):
        """A member for several bits, made when it is first wanted."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, all_bits = cls._flag_mask_, cls._all_bits_
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n    given {bin(value, width)}\n"
                                 f"  allowed {bin(mask, width)}")
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value = max(all_bits + 1, 1 << value.bit_length()) + value
        if value < 0:
            # ~x: all the bits that x does not have.
            value = (value & all_bits) & (mask if cls._boundary_ is not KEEP else all_bits)
        found = cls._value2member_map_.get(value)
        if found is not None:
            return found
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        made._value_ = value
        made.__objclass__ = cls
        names = [m._name_ for m in cls._members_in(value)]
        unknown = value & ~cls._flag_mask_
        if unknown and names:
            names.append(cls._numeric_repr_(unknown))
        made._name_ = "|".join(names) or None
        return cls._value2member_map_.setdefault(value, made)

    @classmethod
    def _members_in(cls, value):
        """The members of which a value is made, in the order in which they were defined."""
        found = [cls._value2member_map_.get(bit) for bit in _bits(value & cls._flag_mask_)]
        return sorted((member for member in found if member is not None), key=lambda member: member._sort_order_)

    def __iter__(self):
        yield from self._members_in(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': "
                            f"{type(other).__qualname__!r} and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __repr__(self):
        cls = type(self).__name__
        shown = self._show_value()
        return f"<{cls}: {shown}>" if self._name_ is None else f"<{cls}.{self._name_}: {shown}>"

    def __str__(self):
        cls = type(self).__name__
        return f"{cls}({self._value_!r})" if self._name_ is None else f"{cls}.{self._name_}"

    def _other_value(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def _joined(self, other, join):
        value = self._other_value(other)
        if value is None:
            return NotImplemented
        return self.__class__(join(self._value_, value))

    def __or__(self, other):
        return self._joined(other, lambda a, b: a | b)

    def __and__(self, other):
        return self._joined(other, lambda a, b: a & b)

    def __xor__(self, other):
        return self._joined(other, lambda a, b: a ^ b)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints as well."""


def bin(num, max_bits=None):
    """A number in binary with its sign bit shown apart: 0b0 101."""
    ceiling = 2 ** num.bit_length()
    if num >= 0:
        digits = _bin(num + ceiling).replace("1", "0", 1)
    else:
        digits = _bin(~num ^ (ceiling - 1) + ceiling)
    sign, rest = digits[:3], digits[3:]
    if max_bits is not None and len(rest) < max_bits:
        rest = (sign[-1] * max_bits + rest)[-max_bits:]
    return f"{sign} {rest}"


def show_flag_values(value):
    """The single bits of a number."""
    return list(_bits(value))


def pickle_by_global_name(self, proto):
    """A __reduce_ex__ for members that are also names of their module."""
    return self.name


def pickle_by_enum_name(self, proto):
    """A __reduce_ex__ that goes by the name instead of the value."""
    return getattr, (self.__class__, self._name_)


def global_enum_repr(self):
    """A repr that shows the member as a name of its module."""
    return f"{self.__class__.__module__.split('.')[-1]}.{self._name_}"


def global_flag_repr(self):
    """The same for flags."""
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    return "|".join(f"{module}.{name}" if not name[0].isdigit() else name
                    for name in self._name_.split("|"))


def global_str(self):
    """A str that is the name alone."""
    return f"{self.__class__.__name__}({self._value_!r})" if self._name_ is None else self._name_


def global_enum(cls, update_str=False):
    """Class decorator: make the members names of the module, and show them so."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


# Below what they check.
from _enum_checks import CONTINUOUS, NAMED_FLAGS, UNIQUE, EnumCheck, unique, verify
