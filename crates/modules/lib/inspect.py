"""What an object is, and what is known of it: its kind, its members, its documentation.

Signatures, what a callable takes, are in `_signatures`. Not here: the source text of an object,
and anything of coroutines, which Gila has not.
"""

import sys
import types

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS = 1, 2, 4, 8
CO_NESTED, CO_GENERATOR, CO_NOFREE, CO_COROUTINE = 16, 32, 64, 128
CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 256, 512

_SIGNATURES = ("Signature", "Parameter", "BoundArguments", "signature", "formatannotation",
               "_empty", "_ParameterKind")

_MISSING = ("findsource", "getsource", "getsourcefile", "getsourcelines", "getcomments", "getfile",
            "getabsfile", "getmodule", "getfullargspec", "getargvalues", "getcallargs",
            "getclosurevars", "get_annotations", "getattr_static", "getmembers_static",
            "classify_class_attrs", "getclasstree", "getframeinfo", "getinnerframes",
            "getouterframes", "stack", "trace", "markcoroutinefunction", "getcoroutinestate",
            "getcoroutinelocals", "getasyncgenstate", "getasyncgenlocals")

GEN_CREATED = "GEN_CREATED"
GEN_RUNNING = "GEN_RUNNING"
GEN_SUSPENDED = "GEN_SUSPENDED"
GEN_CLOSED = "GEN_CLOSED"


def __getattr__(name):
    if name in _SIGNATURES:
        import _signatures
        value = globals()[name] = getattr(_signatures, name)
        return value
    if name in _MISSING:
        raise AttributeError(f"Gila does not support inspect.{name} yet")
    raise AttributeError


# Kinds of objects.

def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    """A function of a class, bound to an instance."""
    return isinstance(object, types.MethodType)


def isfunction(object):
    """A function written in Python."""
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    """A function, or a bound method, that is not written in Python."""
    return isinstance(object, types.BuiltinFunctionType)


def ismethodwrapper(object):
    return isinstance(object, types.MethodWrapperType)


def ismethoddescriptor(object):
    """What has __get__ but no __set__, and is nothing that the tests above are for."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__get__") and not isdatadescriptor(object)


def isdatadescriptor(object):
    """What has __set__ or __delete__, as a property has."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def isroutine(object):
    """Any kind of function or method."""
    return (isbuiltin(object) or isfunction(object) or ismethod(object)
            or ismethoddescriptor(object) or ismethodwrapper(object))


def isgeneratorfunction(object):
    return _has_flag(object, CO_GENERATOR)


def iscoroutinefunction(object):
    return _has_flag(object, CO_COROUTINE)


def isasyncgenfunction(object):
    return _has_flag(object, CO_ASYNC_GENERATOR)


def _has_flag(object, flag):
    """Whether the code of a function has a flag; that of what it stands for, too."""
    from functools import partial
    while ismethod(object) or isinstance(object, partial):
        object = object.__func__ if ismethod(object) else object.func
    return isfunction(object) and bool(object.__code__.co_flags & flag)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    """Never: there are no coroutines."""
    return False


def isasyncgen(object):
    """Never: there are no asynchronous generators."""
    return False


def isawaitable(object):
    from collections.abc import Awaitable
    return isinstance(object, Awaitable)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isabstract(object):
    """An abstract class: one with methods that a subclass must define."""
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


# What belongs to an object.

def getmembers(object, predicate=None):
    """The members as pairs of name and value, sorted by name; those only that the predicate likes."""
    found = []
    for name in _member_names(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            # dir() may name what is not there. A class's own tables know of it, perhaps.
            for owner in getattr(object, "__mro__", ()):
                if name in owner.__dict__:
                    value = owner.__dict__[name]
                    break
            else:
                continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return sorted(found, key=lambda member: member[0])


def _member_names(object):
    names = dict.fromkeys(dir(object))
    if isclass(object):
        # Attributes of an enumeration's kind answer for instances only; dir() hides them.
        for base in object.__bases__:
            for name, value in base.__dict__.items():
                if isinstance(value, types.DynamicClassAttribute):
                    names[name] = None
    return names


def getmro(cls):
    """The classes that attributes are looked up in, in this order."""
    return cls.__mro__


def unwrap(func, *, stop=None):
    """What a function wraps, by way of __wrapped__, as deep as it goes or until stop(f) is true."""
    first, seen = func, {id(func): func}
    while not isclass(func) and hasattr(func, "__wrapped__") and not (stop and stop(func)):
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= sys.getrecursionlimit():
            raise ValueError(f"wrapper loop when unwrapping {first!r}")
        seen[id(func)] = func
    return func


def getmodulename(path):
    """The name of the module that a file holds, or None if it holds none."""
    import os.path
    from importlib.machinery import all_suffixes
    name = os.path.basename(path)
    for suffix in sorted(all_suffixes(), key=len, reverse=True):
        if name.endswith(suffix):
            return name[:-len(suffix)]
    return None


# Documentation.

def cleandoc(doc):
    """A docstring without the indentation that it has in the source, and without blank margins."""
    first, *rest = doc.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip(" ")) for line in rest if line.strip(" ")), default=0)
    lines = [first.lstrip(" "), *(line[margin:] for line in rest)]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    """The docstring of an object, cleaned; that of what it overrides, if it has none itself."""
    doc = getattr(object, "__doc__", None)
    if doc is None or (isclass(object) and "__doc__" not in object.__dict__):
        doc = _inherited_doc(object)
    return cleandoc(doc) if isinstance(doc, str) else None


def _inherited_doc(object):
    if isclass(object):
        for base in object.__mro__[1:-1]:
            if isinstance(base.__dict__.get("__doc__"), str):
                return base.__dict__["__doc__"]
        return object.__dict__.get("__doc__")
    if ismethod(object):
        owner = object.__self__ if isclass(object.__self__) else type(object.__self__)
        name = object.__func__.__name__
    elif isinstance(object, property) and object.fget is not None:
        name, owner = object.fget.__name__, _owner_of(object.fget)
    elif isfunction(object):
        name, owner = object.__name__, _owner_of(object)
    else:
        return None
    for base in getattr(owner, "__mro__", ()):
        doc = getattr(getattr(base, name, None), "__doc__", None)
        if doc is not None:
            return doc
    return None


def _owner_of(function):
    """The class that a function was defined in, as its qualified name tells."""
    owner = sys.modules.get(function.__module__)
    for name in function.__qualname__.split(".")[:-1]:
        owner = getattr(owner, name, None)
    return owner if isclass(owner) else None


# What is running.

def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def getgeneratorstate(generator):
    """GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED or GEN_CLOSED."""
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getgeneratorlocals(generator):
    """The local variables of a generator by name."""
    if not isgenerator(generator):
        raise TypeError(f"{generator!r} is not a Python generator")
    frame = generator.gi_frame
    return frame.f_locals if frame is not None else {}
