"""Lines of source files, read once and kept: what tracebacks and warnings show.

Files are read when the first of their lines is asked for. A module that was not loaded
from a file can still show its lines if its loader knows the source.
"""

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# By file name: (size, time, lines, path), or (function that gives the source,).
cache = {}


def clearcache():
    """Forget all lines."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """A line with its line break; "" if there is no such line or file."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """All lines of a file; [] if it cannot be read."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def _not_a_file(filename):
    return not filename or (filename.startswith("<") and filename.endswith(">"))


def checkcache(filename=None):
    """Forget files that have changed since they were read."""
    import os
    for name in list(cache) if filename is None else [filename]:
        entry = cache.get(name)
        if entry is None or len(entry) == 1:
            continue
        size, mtime, _, fullname = entry
        if mtime is None:
            continue        # not from a file
        try:
            now = os.stat(fullname)
        except (OSError, ValueError):
            cache.pop(name, None)
            continue
        if size != now.st_size or mtime != now.st_mtime:
            cache.pop(name, None)


def updatecache(filename, module_globals=None):
    """Read a file anew; its lines."""
    import os
    import sys
    entry = cache.pop(filename, None)
    if not filename or _not_a_file(filename):
        return []
    if entry is None:
        lazycache(filename, module_globals)
        entry = cache.pop(filename, None)
    fullname = filename
    try:
        info = os.stat(fullname)
    except (OSError, ValueError):
        lines = _from_loader(entry)
        if lines is not None:
            cache[filename] = len("".join(lines)), None, lines, fullname
            return lines
        # A name relative to the path modules are found on.
        if os.path.isabs(filename):
            return []
        for folder in sys.path:
            try:
                fullname = os.path.join(folder, filename)
                info = os.stat(fullname)
                break
            except (TypeError, AttributeError, OSError, ValueError):
                continue
        else:
            return []
    try:
        with open(fullname, encoding="utf-8-sig") as file:
            lines = file.readlines()
    except (OSError, UnicodeDecodeError, SyntaxError):
        return []
    if not lines:
        lines = ["\n"]
    elif not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    cache[filename] = info.st_size, info.st_mtime, lines, fullname
    return lines


def _from_loader(entry):
    if entry is None:
        return None
    try:
        source = entry[0]()
    except (ImportError, OSError):
        return None
    return [] if source is None else [line + "\n" for line in source.splitlines()]


def lazycache(filename, module_globals):
    """Keep a way to get the lines from the module's loader; True if there is one."""
    if filename in cache:
        return len(cache[filename]) == 1
    if _not_a_file(filename) or not module_globals:
        return False
    spec = module_globals.get("__spec__")
    name = getattr(spec, "name", None) or module_globals.get("__name__")
    loader = getattr(spec, "loader", None) or module_globals.get("__loader__")
    get_source = getattr(loader, "get_source", None)
    if not name or not get_source:
        return False
    cache[filename] = (lambda: get_source(name),)
    return True
