"""Warnings: remarks that do not stop the program.

Each warning is looked up in a list of filters; the first that fits says what becomes of
it: it is printed always, once per place, once per module, once at all, not at all, or
raised as an exception. Where it was printed already stands in `__warningregistry__`
of the module it is about.
"""

import sys

__all__ = [
    "warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings",
    "simplefilter", "resetwarnings", "catch_warnings", "deprecated",
]

_ACTIONS = ("default", "error", "ignore", "always", "all", "module", "once")

# (action, message, category, module, line); the texts are patterns, None fits all.
filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
defaultaction = "default"
onceregistry = {}

# Counts changes of the filters: what a registry remembers is good for one version only.
_filters_version = 1


def _filters_mutated():
    global _filters_version
    _filters_version += 1


def _fits(pattern, text, ignore_case=False):
    """Whether the text begins with what the pattern describes."""
    if pattern is None:
        return True
    if not isinstance(pattern, str):
        return pattern.match(text) is not None
    # A module's name must fit as a whole, a message from its beginning.
    return text.lower().startswith(pattern.lower()) if ignore_case else text == pattern


def _pattern(text, ignore_case):
    """A filter's text in the form _fits() takes: regular expressions only where needed."""
    if not text:
        return None
    if ignore_case and not any(c in r"\.^$*+?{}[]|()" for c in text):
        return text
    import re
    return re.compile(text, re.IGNORECASE if ignore_case else 0)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Put a filter before the others (or behind): what to do with which warnings.

    message and module are regular expressions for the beginning of each.
    """
    _check_filter(action, lineno)
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    _add_filter((action, _pattern(message, True), category, _pattern(module, False), lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Put a filter for a whole category before the others (or behind)."""
    _check_filter(action, lineno)
    _add_filter((action, None, category, None, lineno), append)


def _check_filter(action, lineno):
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def _add_filter(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    """Forget all filters."""
    filters[:] = []
    _filters_mutated()


class WarningMessage:
    """All there is to know about one warning."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, "
                f"filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}")

    def __repr__(self):
        return f"<{type(self).__qualname__} {self}>"


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning, with the line of source it is about."""
    return _format(WarningMessage(message, category, filename, lineno, None, line))


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Print a warning. A program may put a function of its own in place of this one."""
    _print(WarningMessage(message, category, filename, lineno, file, line))


# To tell whether the program has put its own functions here.
_own_formatwarning = formatwarning
_own_showwarning = showwarning


def _format(msg):
    text = f"{msg.filename}:{msg.lineno}: {msg.category.__name__}: {msg.message}\n"
    line = msg.line
    if line is None:
        try:
            import linecache
            line = linecache.getline(msg.filename, msg.lineno)
        except Exception:
            line = None     # at the end of the program, when files cannot be read any more
    if line:
        text += f"  {line.strip()}\n"
    if msg.source is not None:
        # What CPython says as long as its module tracemalloc does not watch.
        text += f"{msg.category.__name__}: Enable tracemalloc to get the object allocation traceback\n"
    return text


def _print(msg):
    file = sys.stderr if msg.file is None else msg.file
    if file is None:
        return
    if formatwarning is _own_formatwarning:
        text = _format(msg)
    else:
        text = formatwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.line)
    try:
        file.write(text)
    except OSError:
        pass    # nowhere to say so


def _showwarnmsg(msg):
    if showwarning is _own_showwarning:
        _print(msg)
    elif not callable(showwarning):
        raise TypeError("warnings.showwarning() must be set to a function or method")
    else:
        showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Give a warning about the caller's line, or that of a caller further up."""
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    elif not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError("skip_file_prefixes must be a tuple of strs")
    if skip_file_prefixes:
        stacklevel = max(2, stacklevel)
    frame = sys._getframe(1)
    for _ in range(stacklevel - 1):
        frame = frame.f_back
        while frame is not None and _to_skip(frame, skip_file_prefixes):
            frame = frame.f_back
        if frame is None:
            break
    if frame is None:
        names, filename, lineno = sys.__dict__, "<sys>", 0
    else:
        names, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    warn_explicit(message, category, filename, lineno, names.get("__name__", "<string>"),
                  names.setdefault("__warningregistry__", {}), names, source)


def _to_skip(frame, prefixes):
    """Frames that are never what a warning is about: the import machinery, those asked for."""
    filename = frame.f_code.co_filename
    return ("importlib" in filename and "_bootstrap" in filename) or (
        bool(prefixes) and filename.startswith(prefixes))


def _action(text, category, module, lineno):
    """What the first filter that fits says."""
    for action, text_pattern, kind, module_pattern, line in filters:
        if ((line == 0 or line == lineno) and issubclass(category, kind)
                and _fits(text_pattern, text, ignore_case=True)
                and _fits(module_pattern, module)):
            return action
    return defaultaction


def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None, source=None):
    """Give a warning about any place."""
    lineno = int(lineno)
    if module is None:
        module = filename.removesuffix(".py") if filename else "<unknown>"
    if isinstance(message, Warning):
        text, category = str(message), message.__class__
    else:
        text, message = message, category(message)
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _filters_version:
        registry.clear()
        registry["version"] = _filters_version
    here = text, category, lineno
    if registry.get(here):
        return
    action = _action(text, category, module, lineno)
    if action == "ignore":
        return
    if module_globals is not None:
        # While the module is at hand: later its source may be found no more.
        import linecache
        linecache.getlines(filename, module_globals)
    if action == "error":
        raise message
    if action == "once":
        registry[here] = True
        if onceregistry.get((text, category)):
            return
        onceregistry[text, category] = True
    elif action == "module":
        registry[here] = True
        if registry.get((text, category, 0)):
            return
        registry[text, category, 0] = True
    elif action == "default":
        registry[here] = True
    elif action not in ("always", "all"):
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters")
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


class catch_warnings:
    """Puts the filters back on leaving the block; with record=True gives a list of what came."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning,
                 lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = []
        if self._record:
            args.append("record=True")
        if self._module is not sys.modules["warnings"]:
            args.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        module = self._module
        self._saved = module.filters, module.showwarning, module._showwarnmsg
        module.filters = module.filters[:]
        module._filters_mutated()
        log = None
        if self._record:
            log = []
            module._showwarnmsg = log.append
            # A function the program set before must not get in the way of the list.
            module.showwarning = module._own_showwarning
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        module = self._module
        module.filters, module.showwarning, module._showwarnmsg = self._saved
        module._filters_mutated()


class deprecated:
    """Decorator: using the class or function gives a DeprecationWarning."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError("Expected an object of type str for 'message', "
                            f"not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        if self.category is None:
            arg.__deprecated__ = self.message
            return arg
        if isinstance(arg, type):
            return self._class(arg)
        if not callable(arg):
            raise TypeError("@deprecated decorator with non-None category must be applied to "
                            f"a class or callable, not {arg!r}")
        wrapper = self._warning_first(arg)
        arg.__deprecated__ = wrapper.__deprecated__ = self.message
        return wrapper

    def _warning_first(self, function):
        from functools import wraps
        message, category, stacklevel = self.message, self.category, self.stacklevel

        @wraps(function)
        def wrapper(*args, **kwargs):
            warn(message, category=category, stacklevel=stacklevel + 1)
            return function(*args, **kwargs)
        return wrapper

    def _class(self, cls):
        message, category, stacklevel = self.message, self.category, self.stacklevel
        original_new = cls.__new__

        def __new__(kind, /, *args, **kwargs):
            # Subclasses have their say when they are made, see below.
            if kind is cls:
                warn(message, category=category, stacklevel=stacklevel + 1)
            if original_new is not object.__new__:
                return original_new(kind, *args, **kwargs)
            if cls.__init__ is object.__init__ and (args or kwargs):
                raise TypeError(f"{cls.__name__}() takes no arguments")
            return original_new(kind)

        original_init_subclass = cls.__init_subclass__

        def __init_subclass__(kind, *args, **kwargs):
            warn(message, category=category, stacklevel=stacklevel + 1)
            # A bound classmethod of cls itself must see the subclass, not cls.
            inner = getattr(original_init_subclass, "__func__", None)
            if inner is not None:
                return inner(kind, *args, **kwargs)
            return original_init_subclass(*args, **kwargs)

        cls.__new__ = staticmethod(__new__)
        cls.__init_subclass__ = classmethod(__init_subclass__)
        cls.__deprecated__ = __new__.__deprecated__ = message
        __init_subclass__.__deprecated__ = message
        return cls


class _OptionError(Exception):
    """A -W option makes no sense."""


def _processoptions(args):
    """Turn -W options into filters."""
    for arg in args:
        try:
            _setoption(arg)
        except _OptionError as error:
            print("Invalid -W option ignored:", error, file=sys.stderr)


def _setoption(arg):
    parts = arg.split(":")
    if len(parts) > 5:
        raise _OptionError(f"too many fields (max 5): {arg!r}")
    action, message, category, module, lineno = [
        part.strip() for part in parts + [""] * (5 - len(parts))]
    lineno = lineno or "0"
    if not lineno.isdigit():
        raise _OptionError(f"invalid lineno {lineno!r}")
    _add_filter((_full_action(action), message or None, _find_category(category),
                 module or None, int(lineno)), append=False)


def _full_action(action):
    if not action:
        return "default"
    for full in _ACTIONS:
        if full.startswith(action):
            return full
    raise _OptionError(f"invalid action: {action!r}")


def _find_category(name):
    if not name:
        return Warning
    module, _, name = name.rpartition(".")
    try:
        namespace = __import__(module or "builtins", fromlist=[name])
    except ImportError:
        raise _OptionError(f"invalid module name: {module!r}") from None
    category = getattr(namespace, name, None)
    if category is None:
        raise _OptionError(f"unknown warning category: {name!r}")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise _OptionError(f"invalid warning category: {name!r}")
    return category


_processoptions(sys.warnoptions)
