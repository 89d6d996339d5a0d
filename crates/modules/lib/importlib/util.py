"""Names of modules."""

from . import _absolute


def resolve_name(name, package):
    """The absolute name of what may be a relative one."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} "
                          "(required for relative module names)")
    return _absolute(name, package)


def __getattr__(name):
    if name in ("find_spec", "module_from_spec", "spec_from_loader", "spec_from_file_location",
                "LazyLoader", "source_hash", "cache_from_source", "source_from_cache",
                "decode_source", "MAGIC_NUMBER"):
        raise AttributeError(f"Gila does not support importlib.util.{name}: "
                          "its import system has no finders and loaders in Python")
    raise AttributeError
