"""What tests of modules need."""

import contextlib
import importlib
import sys
import unittest


def import_module(name, deprecated=False, *, required_on=()):
    """A module, or the test is left out."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise unittest.SkipTest(str(error)) from None


def unload(name):
    sys.modules.pop(name, None)


def import_fresh_module(name, fresh=(), blocked=(), *, deprecated=False, usefrozen=False):
    """A new copy of a module, made while `blocked` modules cannot be imported; None if it
    needs them."""
    names = (name, *fresh, *blocked)
    kept = {each: module for each, module in sys.modules.items()
            if any(each == outer or each.startswith(outer + ".") for outer in names)}
    for each in kept:
        del sys.modules[each]
    for each in blocked:
        sys.modules[each] = None
    try:
        for each in fresh:
            __import__(each)
        return importlib.import_module(name)
    except ImportError:
        return None
    finally:
        for each in list(sys.modules):
            if any(each == outer or each.startswith(outer + ".") for outer in names):
                del sys.modules[each]
        sys.modules.update(kept)


def ensure_lazy_imports(imported_module, modules_to_block):
    """Importing a module must not import any of the others."""
    from .script_helper import assert_python_ok
    modules_to_block = frozenset(modules_to_block)
    assert_python_ok("-c", f"""
import sys
blocked = {sorted(modules_to_block)!r}
before = set(sys.modules)
import {imported_module}
loaded = [name for name in blocked if name in sys.modules and name not in before]
if loaded:
    raise AssertionError("unexpectedly imported after importing {imported_module}: %s" % loaded)
""")


@contextlib.contextmanager
def isolated_modules():
    kept = dict(sys.modules)
    try:
        yield
    finally:
        sys.modules.clear()
        sys.modules.update(kept)


class DirsOnSysPath:
    """Adds folders to sys.path for a block."""

    def __init__(self, *paths):
        self.paths = paths

    def __enter__(self):
        self.before = sys.path[:]
        sys.path.extend(self.paths)
        return self

    def __exit__(self, *exc_info):
        sys.path[:] = self.before


class CleanImport:
    """Forgets modules for a block, so that they are imported anew."""

    def __init__(self, *names, usefrozen=False):
        self.kept = sys.modules.copy()
        for name in names:
            sys.modules.pop(name, None)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        sys.modules.update(self.kept)
