"""Names for the types the interpreter uses itself, and tools to make classes by hand.

Each type is found by looking at something that has it. Those that few programs ask for
are looked up when asked.
"""

import sys as _sys

__all__ = [
    "BuiltinFunctionType", "BuiltinMethodType", "CellType",
    "ClassMethodDescriptorType", "CodeType", "EllipsisType", "FrameType",
    "FunctionType", "GeneratorType", "GenericAlias", "GetSetDescriptorType", "LambdaType",
    "MappingProxyType", "MemberDescriptorType", "MethodDescriptorType", "MethodType",
    "MethodWrapperType", "ModuleType", "NoneType", "NotImplementedType", "SimpleNamespace",
    "TracebackType", "UnionType", "WrapperDescriptorType", "new_class", "resolve_bases",
    "prepare_class", "get_original_bases", "DynamicClassAttribute", "coroutine",
]


def _sample():
    cell = None

    def inner():
        return cell
    return inner


class _Sample:
    def method(self):
        pass


FunctionType = LambdaType = type(_sample)
MethodType = type(_Sample().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
CodeType = type(_sample.__code__)
CellType = type(_sample().__closure__[0])
GeneratorType = type((lambda: (yield))())
MappingProxyType = type(type.__dict__)
ModuleType = type(_sys)
SimpleNamespace = type(_sys.implementation)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)


def _traceback():
    try:
        raise Exception
    except Exception as error:
        return error.__traceback__


def _of_async(source, name):
    # Through exec(): this module must also load where `async` cannot be compiled.
    namespace = {}
    exec(source, namespace)
    value = namespace[name]()
    if hasattr(value, "close"):
        value.close()
    return type(value)


_on_demand = {
    "TracebackType": lambda: type(_traceback()),
    "FrameType": lambda: type(_traceback().tb_frame),
    "GenericAlias": lambda: type(list[int]),
    "UnionType": lambda: type(int | str),
    "GetSetDescriptorType": lambda: type(FunctionType.__code__),
    "MemberDescriptorType": lambda: type(FunctionType.__globals__),
    "WrapperDescriptorType": lambda: type(object.__init__),
    "MethodWrapperType": lambda: type(object().__str__),
    "MethodDescriptorType": lambda: type(str.join),
    "ClassMethodDescriptorType": lambda: type(dict.__dict__["fromkeys"]),
    "CoroutineType": lambda: _of_async("async def c(): pass", "c"),
    "AsyncGeneratorType": lambda: _of_async("async def g(): yield", "g"),
}


def __getattr__(name):
    find = _on_demand.get(name)
    if find is None:
        raise AttributeError
    try:
        value = find()
    except SyntaxError as error:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}: {error.msg}") from None
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *_on_demand})


def resolve_bases(bases):
    """Replace bases that are not classes by what their __mro_entries__() says."""
    bases = tuple(bases)
    resolved = []
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, "__mro_entries__", None)
        if entries is None:
            resolved.append(base)
            continue
        found = entries(bases)
        if not isinstance(found, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        resolved += found
    # The very same tuple tells the caller that nothing had to be replaced.
    return bases if len(resolved) == len(bases) and all(map(_is, resolved, bases)) \
        else tuple(resolved)


def _is(left, right):
    return left is right


def _metaclass_of(meta, bases):
    """The most derived of the metaclass asked for and those of the bases."""
    for base in bases:
        kind = type(base)
        if issubclass(meta, kind):
            continue
        if not issubclass(kind, meta):
            raise TypeError(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                "subclass of the metaclasses of all its bases")
        meta = kind
    return meta


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace and the remaining keywords for a class to be made."""
    kwds = dict(kwds or {})
    if "metaclass" in kwds:
        meta = kwds.pop("metaclass")
    else:
        meta = type(bases[0]) if bases else type
    if isinstance(meta, type):
        meta = _metaclass_of(meta, bases)
    prepare = getattr(meta, "__prepare__", None)
    return meta, {} if prepare is None else prepare(name, bases, **kwds), kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class; exec_body(namespace) plays the part of its body."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved, namespace, **kwds)


def get_original_bases(cls, /):
    """The bases as written, before __mro_entries__() replaced any."""
    try:
        return cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(f"Expected an instance of type, not {type(cls).__name__!r}") from None


class DynamicClassAttribute:
    """A property for instances; on the class the lookup goes to the metaclass."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.overwrite_doc = doc is None
        self.__doc__ = doc or fget.__doc__
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def _with(self, fget, fset, fdel, doc):
        made = type(self)(fget, fset, fdel, doc)
        made.overwrite_doc = self.overwrite_doc
        return made

    def getter(self, fget):
        """The same attribute with another getter."""
        return self._with(fget, self.fset, self.fdel,
                          fget.__doc__ if self.overwrite_doc else self.__doc__)

    def setter(self, fset):
        """The same attribute with another setter."""
        return self._with(self.fget, fset, self.fdel, self.__doc__)

    def deleter(self, fdel):
        """The same attribute with another deleter."""
        return self._with(self.fget, self.fset, fdel, self.__doc__)


def coroutine(func):
    """Let a generator function be awaited; that needs coroutines."""
    raise NotImplementedError("Gila does not support types.coroutine() yet: it needs 'async'")
