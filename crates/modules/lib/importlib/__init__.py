"""Importing modules by a name that is known only when the program runs."""

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

import sys
from builtins import __import__

import _imp


def _absolute(name, package):
    """What a relative name means from inside a package."""
    dots = len(name) - len(name.lstrip("."))
    parts = package.rsplit(".", dots - 1)
    if len(parts) < dots:
        raise ImportError("attempted relative import beyond top-level package")
    rest = name[dots:]
    return f"{parts[0]}.{rest}" if rest else parts[0]


def import_module(name, package=None):
    """The module of a name; a relative name, with dots before it, is meant from `package`."""
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative "
                            f"import for {name!r}")
        name = _absolute(name, package)
    if not name:
        raise ValueError("Empty module name")
    return _imp.import_module(name)


def invalidate_caches():
    """Nothing: Gila looks into the folders each time."""


def reload(module):
    """Run the body of a module that was imported once more, in the same namespace."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    parent = name.rpartition(".")[0]
    if parent and parent not in sys.modules:
        raise ImportError(f"parent {parent!r} not in sys.modules", name=parent)
    _imp.exec_again(module)
    return sys.modules[name]
