"""Paths written with slashes; `os.path` is this module.

All functions take str, bytes or anything with __fspath__(), and give back the same kind.
"""

# Before the imports: `os` takes these from here, and may be loaded by the next lines.
curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False

import os
import posix as _posix
import stat as _stat
from genericpath import *
from genericpath import ALLOW_MISSING

__all__ = [
    "normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename",
    "dirname", "commonprefix", "getsize", "getmtime", "getatime", "getctime", "islink",
    "exists", "lexists", "isdir", "isfile", "ismount", "expanduser", "expandvars",
    "normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir", "pardir", "sep",
    "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath",
    "supports_unicode_filenames", "relpath", "commonpath", "isjunction", "isdevdrive",
    "ALLOW_MISSING",
]

def _as(path, text):
    """A constant in the kind of the path: bytes for bytes."""
    return text.encode() if isinstance(path, bytes) else text


def _check_kinds(function, *paths):
    """Complain about what is not a path, and about mixing str and bytes."""
    has_str = has_bytes = False
    for path in paths:
        if isinstance(path, str):
            has_str = True
        elif isinstance(path, bytes):
            has_bytes = True
        else:
            raise TypeError(f"{function}() argument must be str, bytes, or "
                            f"os.PathLike object, not {type(path).__name__!r}") from None
    if has_str and has_bytes:
        raise TypeError("Can't mix strings and bytes in path components") from None


def normcase(s):
    """The path as the system compares it: unchanged, here."""
    return os.fspath(s)


def isabs(s):
    """Whether it begins at the root."""
    s = os.fspath(s)
    return s.startswith(_as(s, "/"))


def join(a, *p):
    """One path of several parts; an absolute part makes what is before it void."""
    path = os.fspath(a)
    slash = _as(path, "/")
    try:
        for part in map(os.fspath, p):
            if part.startswith(slash) or not path:
                path = part
            elif path.endswith(slash):
                path += part
            else:
                path += slash + part
    except (TypeError, AttributeError):
        _check_kinds("join", path, *p)
        raise
    return path


def split(p):
    """(folder, name): the name is what is behind the last slash."""
    p = os.fspath(p)
    slash = _as(p, "/")
    cut = p.rfind(slash) + 1
    head, tail = p[:cut], p[cut:]
    return head.rstrip(slash) or head, tail


def basename(p):
    """The name: what is behind the last slash."""
    p = os.fspath(p)
    return p[p.rfind(_as(p, "/")) + 1:]


def dirname(p):
    """The folder: what is before the last slash."""
    return split(p)[0]


def splitext(p):
    """(rest, extension): the extension begins at the last dot of the name, if not its first."""
    p = os.fspath(p)
    dot = _as(p, ".")
    name_at = p.rfind(_as(p, "/")) + 1
    cut = p.rfind(dot)
    # Dots at the beginning of the name hide the file and begin no extension.
    if cut > name_at and p[name_at:cut].strip(dot):
        return p[:cut], p[cut:]
    return p, p[:0]


def splitdrive(p):
    """(drive, rest): there are no drives here."""
    p = os.fspath(p)
    return p[:0], p


def splitroot(p):
    """(drive, root, rest): the root is one slash, or exactly two."""
    p = os.fspath(p)
    slash = _as(p, "/")
    count = len(p) - len(p.lstrip(slash))
    root = 2 if count == 2 else min(count, 1)
    return p[:0], p[:root], p[root:]


def ismount(path):
    """Whether another file system begins here."""
    try:
        here = os.lstat(path)
    except (OSError, ValueError):
        return False
    if _stat.S_ISLNK(here.st_mode):
        return False
    path = os.fspath(path)
    parent = join(path, _as(path, ".."))
    try:
        above = os.lstat(parent)
    except OSError:
        # The folder may be closed to us while its parent, by another way, is not.
        try:
            above = os.lstat(realpath(parent))
        except OSError:
            return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def expanduser(path):
    """Replace ~ and ~user at the beginning by the home folder."""
    path = os.fspath(path)
    if not path.startswith(_as(path, "~")):
        return path
    end = path.find(_as(path, "/"), 1)
    if end < 0:
        end = len(path)
    user = os.fsdecode(path[1:end])
    home = os.environ.get("HOME") if not user else None
    if home is None:
        home = _home_of(user)
        if home is None:
            return path
    if isinstance(path, bytes):
        home = os.fsencode(home)
    slash = _as(path, "/")
    return (home.rstrip(slash) + path[end:]) or slash


def _home_of(user):
    """The home folder that the system's list of users gives."""
    try:
        with open("/etc/passwd", encoding="utf-8", errors="surrogateescape") as file:
            for line in file:
                entry = line.rstrip("\n").split(":")
                if len(entry) >= 6 and (entry[0] == user if user else entry[2] == str(_posix.getuid())):
                    return entry[5]
    except OSError:
        pass
    return None


def expandvars(path):
    """Replace $name and ${name} by what the environment says; unknown names stay."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(expandvars(os.fsdecode(path)))
    pieces = []
    at = 0
    while True:
        dollar = path.find("$", at)
        if dollar < 0:
            pieces.append(path[at:])
            return "".join(pieces)
        pieces.append(path[at:dollar])
        if path.startswith("${", dollar):
            end = path.find("}", dollar)
            name, end = (path[dollar + 2:end], end + 1) if end >= 0 else (None, dollar + 1)
        else:
            end = dollar + 1
            while end < len(path) and path[end].isascii() and (path[end].isalnum() or path[end] == "_"):
                end += 1
            name = path[dollar + 1:end] or None
        value = os.environ.get(name) if name is not None else None
        pieces.append(path[dollar:end] if value is None else value)
        at = end


def normpath(path):
    """The same path without empty parts, "." and "name/..", by its text alone."""
    path = os.fspath(path)
    if not path:
        return _as(path, ".")
    _, root, rest = splitroot(path)
    up = _as(path, "..")
    parts = []
    for part in rest.split(_as(path, "/")):
        if not part or part == _as(path, "."):
            continue
        if part != up or (not root and (not parts or parts[-1] == up)):
            parts.append(part)
        elif parts:
            parts.pop()
    return (root + _as(path, "/").join(parts)) or _as(path, ".")


def abspath(path):
    """The path from the root, normalised."""
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """The path from the root with all symbolic links followed.

    What does not exist is kept as it is, unless `strict`: then it is an OSError.
    """
    filename = os.fspath(filename)
    slash, here, up = _as(filename, "/"), _as(filename, "."), _as(filename, "..")
    if strict is ALLOW_MISSING:
        ignored = FileNotFoundError
    else:
        ignored = () if strict else OSError
    if filename.startswith(slash):
        path = slash
    else:
        path = os.getcwdb() if isinstance(filename, bytes) else os.getcwd()
    # What is still to walk, the next part last. A None marks the end of a link, whose
    # path follows it below.
    todo = filename.split(slash)[::-1]
    parts_left = len(todo)
    seen = {}
    while todo:
        part = todo.pop()
        if part is None:
            seen[todo.pop()] = path
            continue
        parts_left -= 1
        if not part or part == here:
            continue
        if part == up:
            path = path[:path.rindex(slash)] or slash
            continue
        step = path + part if path == slash else path + slash + part
        try:
            mode = os.lstat(step).st_mode
            if not _stat.S_ISLNK(mode):
                if strict and parts_left and not _stat.S_ISDIR(mode):
                    from errno import ENOTDIR
                    raise OSError(ENOTDIR, os.strerror(ENOTDIR), step)
                path = step
                continue
            if step in seen:
                path = seen[step]
                if path is None:        # the link leads to itself
                    if strict:
                        os.stat(step)
                    path = step
                continue
            target = os.readlink(step)
        except ignored:
            path = step
            continue
        seen[step] = None
        todo += [step, None]
        if target.startswith(slash):
            path = slash
        target_parts = target.split(slash)[::-1]
        todo += target_parts
        parts_left += len(target_parts)
    return path


def relpath(path, start=None):
    """How to get to the path from another folder (the current one)."""
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    start = _as(path, ".") if start is None else os.fspath(start)
    slash = _as(path, "/")
    try:
        here = [part for part in abspath(start).split(slash) if part]
        there = [part for part in abspath(path).split(slash) if part]
        same = len(commonprefix([here, there]))
        return slash.join([_as(path, "..")] * (len(here) - same) + there[same:]) or _as(path, ".")
    except (TypeError, AttributeError):
        _check_kinds("relpath", path, start)
        raise


def commonpath(paths):
    """The longest path all lie below, part by part."""
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    _check_kinds("commonpath", *paths)
    slash, here = _as(paths[0], "/"), _as(paths[0], ".")
    if len({path.startswith(slash) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths") from None
    split_paths = [[part for part in path.split(slash) if part and part != here] for path in paths]
    return (slash if paths[0].startswith(slash) else slash[:0]) + slash.join(commonprefix(split_paths))
