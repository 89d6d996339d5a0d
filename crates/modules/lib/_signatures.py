"""What a callable takes: the part of `inspect` about signatures.

A signature is an ordered row of parameters. That of a function is read from its code, that
of a built-in one from its text; those of classes, methods and partial calls are made of these.
"""

import functools
import keyword
import types
from enum import IntEnum


class _empty:
    """Stands for a default or an annotation that there is not."""

    __module__ = "inspect"


class _ParameterKind(IntEnum):
    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "variadic positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "variadic keyword"

    def __new__(cls, description):
        member = int.__new__(cls, len(cls.__members__))
        member._value_ = int(member)
        member.description = description
        return member

    def __str__(self):
        return self.name


(_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY,
 _VAR_KEYWORD) = _ParameterKind

_VARIADIC = (_VAR_POSITIONAL, _VAR_KEYWORD)


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    """An annotation as text."""
    if not quote_annotation_strings and isinstance(annotation, str):
        return annotation
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation)


class Parameter:
    """One parameter: its name, its kind, and its default and annotation, if there are any."""

    __module__ = "inspect"
    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind") from None
        if default is not _empty and kind in _VARIADIC:
            raise ValueError(f"{kind.description} parameters cannot have default values")
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if keyword.iskeyword(name) and kind is not _POSITIONAL_ONLY or not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name, self._kind = name, kind
        self._default, self._annotation = default, annotation

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=None, kind=None, annotation=_empty, default=_empty):
        """The same parameter with other values."""
        return type(self)(
            self._name if name is None else name, self._kind if kind is None else kind,
            default=self._default if default is _empty else default,
            annotation=self._annotation if annotation is _empty else annotation)

    __replace__ = replace

    def _without_default(self, kind):
        return type(self)(self._name, kind, annotation=self._annotation)

    def __str__(self):
        stars = {_VAR_POSITIONAL: "*", _VAR_KEYWORD: "**"}.get(self._kind, "")
        text = stars + self._name
        if self._annotation is not _empty:
            text += f": {formatannotation(self._annotation)}"
        if self._default is not _empty:
            text += f"{'=' if self._annotation is _empty else ' = '}{self._default!r}"
        return text

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'

    def _key(self):
        return self._name, self._kind, self._default, self._annotation

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, Parameter) else NotImplemented

    def __hash__(self):
        return hash(self._key())


class BoundArguments:
    """The arguments of a call, by the names of the parameters that take them."""

    __module__ = "inspect"
    __slots__ = ("arguments", "_signature")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(lambda self: self._signature)

    def _parts(self):
        """The positional arguments, and those with a keyword."""
        args, kwargs, by_position = [], {}, True
        for name, parameter in self._signature.parameters.items():
            kind = parameter.kind
            if kind in (_KEYWORD_ONLY, _VAR_KEYWORD) or name not in self.arguments:
                # What comes behind one that is left out needs its name.
                by_position = by_position and kind is _VAR_POSITIONAL
            if name not in self.arguments:
                continue
            value = self.arguments[name]
            if kind is _VAR_KEYWORD:
                kwargs.update(value)
            elif kind is _VAR_POSITIONAL:
                args.extend(value)
            elif by_position:
                args.append(value)
            else:
                kwargs[name] = value
        return tuple(args), kwargs

    @property
    def args(self):
        return self._parts()[0]

    @property
    def kwargs(self):
        return self._parts()[1]

    def apply_defaults(self):
        """Put the defaults in for what the call leaves out."""
        none = {_VAR_POSITIONAL: (), _VAR_KEYWORD: {}}
        arguments = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif parameter.default is not _empty:
                arguments[name] = parameter.default
            elif parameter.kind in none:
                arguments[name] = type(none[parameter.kind])()
        self.arguments = arguments

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    __hash__ = None

    def __repr__(self):
        parts = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"<{type(self).__name__} ({parts})>"


class Signature:
    """The parameters of a callable, in order, and the annotation of what it returns."""

    __module__ = "inspect"
    __slots__ = ("_parameters", "_return_annotation")

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        known, last, has_default = {}, _POSITIONAL_ONLY, False
        for parameter in parameters or ():
            kind, name = parameter.kind, parameter.name
            if kind < last:
                raise ValueError(f"wrong parameter order: {last.description} parameter "
                                 f"before {kind.description} parameter")
            if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                if parameter.default is not _empty:
                    has_default = True
                elif has_default:
                    raise ValueError("non-default argument follows default argument")
            if name in known:
                raise ValueError(f"duplicate parameter name: {name!r}")
            known[name], last = parameter, kind
        self._parameters = types.MappingProxyType(known)
        self._return_annotation = return_annotation

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None,
                      eval_str=False):
        """The signature of a callable."""
        return _of(obj, _Wanted(cls, follow_wrapped, globals, locals, eval_str))

    def replace(self, *, parameters=None, return_annotation=None):
        """The same signature with other parts."""
        return type(self)(
            self._parameters.values() if parameters is None else parameters,
            return_annotation=(self._return_annotation if return_annotation is None
                               else return_annotation))

    __replace__ = replace

    def bind(self, /, *args, **kwargs):
        """The parameters that take the arguments of a call; TypeError if it is a wrong one."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """The same for a call that may leave arguments out."""
        return self._bind(args, kwargs, is_partial=True)

    def _bind(self, args, kwargs, is_partial=False):
        bound, left, rest = {}, list(args), dict(kwargs)
        takes_any, by_name_only = None, []
        for name, parameter in self._parameters.items():
            kind = parameter.kind
            if kind is _VAR_KEYWORD:
                takes_any = name
            elif kind is _VAR_POSITIONAL:
                if left:
                    bound[name], left = tuple(left), []
            elif left and kind is not _KEYWORD_ONLY:
                if name in rest and kind is not _POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {name!r}")
                bound[name] = left.pop(0)
            elif left:
                raise TypeError("too many positional arguments")
            elif kind is _POSITIONAL_ONLY and name in rest:
                if parameter.default is _empty:
                    raise TypeError(f"missing a required positional-only argument: {name!r}")
                by_name_only.append(name)
            elif kind is not _POSITIONAL_ONLY and name in rest:
                bound[name] = rest.pop(name)
            elif parameter.default is _empty and not is_partial:
                raise TypeError(f"missing a required argument: {name!r}")
        if left:
            raise TypeError("too many positional arguments")
        if rest and takes_any is not None:
            bound[takes_any] = rest
        elif by_name_only:
            names = ", ".join(map(repr, by_name_only))
            raise TypeError(
                f"got some positional-only arguments passed as keyword arguments: {names}")
        elif rest:
            raise TypeError(f"got an unexpected keyword argument {next(iter(rest))!r}")
        return BoundArguments(self, bound)

    def format(self, *, max_width=None, quote_annotation_strings=True):
        """As text; one parameter a line if it gets wider than max_width."""
        parts, last = [], None
        for parameter in self._parameters.values():
            kind = parameter.kind
            if last is _POSITIONAL_ONLY and kind is not last:
                parts.append("/")
            if kind is _KEYWORD_ONLY and last not in (_KEYWORD_ONLY, _VAR_POSITIONAL):
                parts.append("*")
            parts.append(str(parameter))
            last = kind
        if last is _POSITIONAL_ONLY:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if max_width is not None and len(text) > max_width:
            text = "(\n    " + ",\n    ".join(parts) + "\n)"
        if self._return_annotation is not _empty:
            text += f" -> {formatannotation(self._return_annotation)}"
        return text

    def __str__(self):
        return self.format()

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"

    def _key(self):
        """What is compared: keyword-only parameters have no order."""
        ordered = tuple(parameter for parameter in self._parameters.values()
                        if parameter.kind is not _KEYWORD_ONLY)
        named = {parameter.name: parameter for parameter in self._parameters.values()
                 if parameter.kind is _KEYWORD_ONLY}
        return ordered, named, self._return_annotation

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, Signature) else NotImplemented

    def __hash__(self):
        ordered, named, returned = self._key()
        return hash((ordered, frozenset(named.values()), returned))


class _Wanted:
    """How signatures are to be found."""

    def __init__(self, cls, follow_wrapped, globals, locals, eval_str):
        self.cls, self.follow_wrapped = cls, follow_wrapped
        self.globals, self.locals, self.eval_str = globals, locals, eval_str


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The signature of a callable: TypeError if it is none, ValueError if nothing is known of it."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals,
                                   locals=locals, eval_str=eval_str)


def _of(obj, wanted):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, types.MethodType):
        return _without_first(_of(obj.__func__, wanted))
    if wanted.follow_wrapped:
        from inspect import unwrap
        obj = unwrap(obj, stop=lambda each: hasattr(each, "__signature__")
                     or isinstance(each, types.MethodType))
        if isinstance(obj, types.MethodType):
            return _of(obj, wanted)
    made = getattr(obj, "__signature__", None)
    if made is not None:
        if not isinstance(made, Signature):
            raise TypeError(f"unexpected object {made!r} in __signature__ attribute")
        return made
    if isinstance(obj, types.FunctionType):
        return _of_function(obj, wanted)
    if isinstance(obj, (types.BuiltinFunctionType, types.MethodDescriptorType,
                        types.WrapperDescriptorType, types.MethodWrapperType,
                        types.ClassMethodDescriptorType)):
        return _of_text(obj, wanted, f"no signature found for builtin {obj!r}")
    if isinstance(obj, functools.partial):
        return _of_partial(obj, _of(obj.func, wanted))
    if isinstance(obj, type):
        return _of_class(obj, wanted)
    call = _looked_up(type(obj), "__call__")
    if call is None:
        raise ValueError(f"callable {obj!r} is not supported by signature")
    return _of_member(call, wanted)


def _looked_up(cls, name):
    """An attribute as a class has it, unless it is one that all classes have."""
    for base in cls.__mro__:
        if name in base.__dict__:
            value = base.__dict__[name]
            is_common = base in (object, type) or isinstance(value, types.WrapperDescriptorType)
            return None if is_common else value
    return None


def _of_member(member, wanted):
    """The signature of a class's attribute for calls by way of an instance."""
    if isinstance(member, staticmethod):
        return _of(member.__func__, wanted)
    if isinstance(member, classmethod):
        member = member.__func__
    return _without_first(_of(member, wanted))


def _without_first(whole):
    parameters = list(whole.parameters.values())
    if not parameters or parameters[0].kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
        raise ValueError("invalid method signature")
    if parameters[0].kind is not _VAR_POSITIONAL:
        del parameters[0]
    return whole.replace(parameters=parameters)


def _of_class(cls, wanted):
    call = _looked_up(type(cls), "__call__")
    if call is not None:
        return _of_member(call, wanted)
    # Whichever of the two is found in the nearer class.
    for base in cls.__mro__[:-1]:
        for name in ("__new__", "__init__"):
            value = base.__dict__.get(name)
            if isinstance(value, staticmethod):
                value = value.__func__
            if isinstance(value, types.FunctionType):
                return _without_first(_of(value, wanted))
        if "__new__" in base.__dict__ or "__init__" in base.__dict__:
            return _of_text(cls, wanted, f"no signature found for builtin type {cls!r}")
    if type not in cls.__mro__:
        return wanted.cls()
    raise ValueError(f"no signature found for builtin type {cls!r}")


def _of_function(function, wanted):
    code = function.__code__
    annotations = _annotations(function, wanted)
    defaults = function.__defaults__ or ()
    count, only = code.co_argcount, code.co_posonlyargcount
    names = code.co_varnames
    parameters = []

    def add(name, kind, default=_empty):
        parameters.append(Parameter(name, kind, default=default,
                                    annotation=annotations.get(name, _empty)))
    for at, name in enumerate(names[:count]):
        from_end = at - (count - len(defaults))
        add(_plain(name), _POSITIONAL_ONLY if at < only else _POSITIONAL_OR_KEYWORD,
            defaults[from_end] if from_end >= 0 else _empty)
    last = count + code.co_kwonlyargcount
    if code.co_flags & 4:
        add(names[last], _VAR_POSITIONAL)
    for name in names[count:last]:
        add(name, _KEYWORD_ONLY, (function.__kwdefaults__ or {}).get(name, _empty))
    if code.co_flags & 8:
        add(names[last + bool(code.co_flags & 4)], _VAR_KEYWORD)
    return wanted.cls(parameters, return_annotation=annotations.get("return", _empty))


def _plain(name):
    """The iterable of a comprehension's function is called .0, which is no name."""
    return f"implicit{name[1:]}" if name.startswith(".") else name


def _annotations(function, wanted):
    found = dict(getattr(function, "__annotations__", None) or {})
    if wanted.eval_str:
        known = function.__globals__ if wanted.globals is None else wanted.globals
        found = {name: eval(value, known, wanted.locals) if isinstance(value, str) else value
                 for name, value in found.items()}
    return found


def _of_text(obj, wanted, unknown):
    """The signature that is written in __text_signature__."""
    text = getattr(obj, "__text_signature__", None)
    if not text:
        raise ValueError(unknown)
    import sys
    bound = text.startswith(("($module", "($type"))
    module = sys.modules.get(getattr(obj, "__module__", None) or "builtins")
    namespace = dict(vars(module)) if module else {}
    try:
        exec(f"def function{text.replace('$', '')}: pass", namespace)
    except (SyntaxError, NameError, AttributeError):
        raise ValueError(f"{obj!r} has invalid signature") from None
    parameters = list(_of_function(namespace["function"], wanted).parameters.values())
    has_self = getattr(obj, "__self__", None) is not None
    if bound or text.startswith("($self") and (has_self or isinstance(obj, type)):
        del parameters[0]
    elif text.startswith("($"):
        parameters[0] = parameters[0].replace(kind=_POSITIONAL_ONLY)
    return wanted.cls(parameters)


def _of_partial(partial, whole):
    """What is left to give of a call that has some of its arguments."""
    placeholder = functools.Placeholder
    try:
        bound = whole.bind_partial(*partial.args, **partial.keywords).arguments
    except TypeError:
        raise ValueError(f"partial object {partial!r} has incorrect arguments") from None
    parameters, by_name = [], False
    for name, parameter in whole.parameters.items():
        kind = parameter.kind
        if kind is _VAR_KEYWORD:
            parameters.append(parameter)
        elif kind is _VAR_POSITIONAL:
            if not by_name:
                parameters.append(parameter)
        elif name in partial.keywords and kind is not _POSITIONAL_ONLY:
            by_name = True
            parameters.append(parameter.replace(kind=_KEYWORD_ONLY, default=partial.keywords[name]))
        elif name in bound:
            if bound[name] is placeholder:
                parameters.append(parameter._without_default(_POSITIONAL_ONLY))
        else:
            kind = _KEYWORD_ONLY if by_name else kind
            parameters.append(parameter.replace(kind=kind))
    return whole.replace(parameters=parameters)
