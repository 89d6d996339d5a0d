"""The path functions that do not depend on how paths are written; see `os.path`."""

import posix as _os
import stat as _stat

__all__ = [
    "commonprefix", "exists", "getatime", "getctime", "getmtime", "getsize", "isdevdrive",
    "isdir", "isfile", "isjunction", "islink", "lexists", "samefile", "sameopenfile",
    "samestat", "ALLOW_MISSING",
]


class ALLOW_MISSING:
    """For realpath(strict=…): links must be readable, but the end need not exist."""

    def __repr__(self):
        return "os.path.ALLOW_MISSING"

    def __reduce__(self):
        return "ALLOW_MISSING"


ALLOW_MISSING = ALLOW_MISSING()


def _mode(path, look):
    """The mode of a file, or 0 if there is none (or no such path can be)."""
    try:
        return look(path).st_mode
    except (OSError, ValueError):
        return 0


def exists(path):
    """Whether there is such a file; a link counts if what it points to does."""
    return bool(_mode(path, _os.stat))


def lexists(path):
    """Whether there is such a file; a link counts in any case."""
    return bool(_mode(path, _os.lstat))


def isfile(path):
    """Whether it is an ordinary file, or a link to one."""
    return _stat.S_ISREG(_mode(path, _os.stat))


def isdir(s):
    """Whether it is a folder, or a link to one."""
    return _stat.S_ISDIR(_mode(s, _os.stat))


def islink(path):
    """Whether it is a symbolic link."""
    return _stat.S_ISLNK(_mode(path, _os.lstat))


def isjunction(path):
    """Whether it is a Windows junction: never, on this system."""
    from os import fspath
    fspath(path)
    return False


def isdevdrive(path):
    """Whether it is on a Windows developer drive: never, on this system."""
    from os import fspath
    fspath(path)
    return False


def getsize(filename):
    """The size in bytes."""
    return _os.stat(filename).st_size


def getmtime(filename):
    """When the content last changed."""
    return _os.stat(filename).st_mtime


def getatime(filename):
    """When it was last read."""
    return _os.stat(filename).st_atime


def getctime(filename):
    """When content or attributes last changed."""
    return _os.stat(filename).st_ctime


def commonprefix(m):
    """The longest text all begin with, character by character."""
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        from os import fspath
        m = tuple(map(fspath, m))
    first, last = min(m), max(m)
    for i, c in enumerate(first):
        if c != last[i]:
            return first[:i]
    return first


def samestat(s1, s2):
    """Whether two stat results are of the same file."""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    """Whether two paths lead to the same file."""
    return samestat(_os.stat(f1), _os.stat(f2))


def sameopenfile(fp1, fp2):
    """Whether two open file numbers are of the same file."""
    return samestat(_os.fstat(fp1), _os.fstat(fp2))
