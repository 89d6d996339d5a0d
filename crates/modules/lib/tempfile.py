"""Files and folders for a while, with names that nobody else uses."""

import functools as _functools
import io as _io
import os as _os
import shutil as _shutil
import sys as _sys
import weakref as _weakref
from random import Random as _Random

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp",
           "TMP_MAX", "gettempprefix", "tempdir", "gettempdir", "gettempprefixb", "gettempdirb"]

TMP_MAX = 10000
template = "tmp"
tempdir = None

_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"
_source = None, None


def _random():
    """A source of names; a forked child gets its own."""
    global _source
    if _source[0] != _os.getpid():
        _source = _os.getpid(), _Random()
    return _source[1]


def _new_name():
    return "".join(_random().choices(_CHARACTERS, k=8))


def gettempprefix():
    """How names begin by default."""
    return template


def gettempprefixb():
    """The same as bytes."""
    return _os.fsencode(template)


def _candidates():
    for name in "TMPDIR", "TEMP", "TMP":
        folder = _os.getenv(name)
        if folder:
            yield _os.path.abspath(folder)
    yield from ("/tmp", "/var/tmp", "/usr/tmp")
    try:
        yield _os.getcwd()
    except OSError:
        yield _os.curdir


def _find_folder():
    tried = []
    for folder in _candidates():
        tried.append(folder)
        path = _os.path.join(folder, _new_name())
        try:
            descriptor = _os.open(path, _os.O_RDWR | _os.O_CREAT | _os.O_EXCL, 0o600)
        except OSError:
            continue
        _os.close(descriptor)
        _os.unlink(path)
        return folder
    raise FileNotFoundError(2, f"No usable temporary directory found in {tried}")


def gettempdir():
    """The folder for temporary files."""
    global tempdir
    if tempdir is None:
        tempdir = _find_folder()
    return _os.fsdecode(tempdir)


def gettempdirb():
    """The same as bytes."""
    return _os.fsencode(gettempdir())


def _settled(prefix, suffix, folder):
    """Defaults for what is None; all str, or all bytes."""
    given = [value if isinstance(value, (str, bytes)) else _os.fspath(value) for value in (prefix, suffix, folder) if value is not None]
    kinds = {bytes if isinstance(value, bytes) else str for value in given}
    if len(kinds) > 1:
        raise TypeError("Can't mix bytes and non-bytes in path components.")
    is_bytes = kinds == {bytes}
    if prefix is None:
        prefix = gettempprefixb() if is_bytes else template
    if suffix is None:
        suffix = b"" if is_bytes else ""
    if folder is None:
        folder = gettempdirb() if is_bytes else gettempdir()
    return prefix, suffix, folder, is_bytes


def _made(make, prefix, suffix, folder, is_bytes, what):
    """Tries names until one is free."""
    for _ in range(TMP_MAX):
        name = _new_name()
        path = _os.path.abspath(_os.path.join(folder, prefix + (name.encode() if is_bytes else name) + suffix))
        _sys.audit(f"tempfile.{what}", path)
        try:
            return make(path), path
        except FileExistsError:
            continue
    raise FileExistsError(17, "No usable temporary file name found")


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Make a file that only its owner can read: (descriptor, path)."""
    prefix, suffix, folder, is_bytes = _settled(prefix, suffix, dir)
    flags = _os.O_RDWR | _os.O_CREAT | _os.O_EXCL | getattr(_os, "O_NOFOLLOW", 0) | getattr(_os, "O_CLOEXEC", 0)
    return _made(lambda path: _os.open(path, flags, 0o600), prefix, suffix, folder, is_bytes, "mkstemp")


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Make a folder that only its owner can read; gives its path."""
    prefix, suffix, folder, is_bytes = _settled(prefix, suffix, dir)
    return _made(lambda path: _os.mkdir(path, 0o700), prefix, suffix, folder, is_bytes, "mkdtemp")[1]


def mktemp(suffix="", prefix=template, dir=None):
    """A name that was free just now; somebody else may take it."""
    folder = gettempdir() if dir is None else dir
    for _ in range(TMP_MAX):
        path = _os.path.join(folder, prefix + _new_name() + suffix)
        if not _os.path.lexists(path):
            return path
    raise FileExistsError(17, "No usable temporary filename found")


class _Removal:
    """Closes a file and removes it, once."""

    def __init__(self, file, name, on_close, delete):
        self.file, self.name, self.on_close, self.delete = file, name, on_close, delete
        self.removed = False

    def remove(self):
        if self.delete and not self.removed:
            self.removed = True
            _os.unlink(self.name)

    def close(self):
        try:
            self.file.close()
        finally:
            if self.on_close:
                self.remove()

    def __del__(self):
        try:
            self.file.close()
            self.remove()
        except OSError:
            pass


class _TemporaryFileWrapper:
    """A file with a name, which is removed when it is closed."""

    def __init__(self, file, name, delete=True, delete_on_close=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._removal = _Removal(file, name, delete_on_close, delete)

    def __getattr__(self, name):
        attribute = getattr(self.__dict__["file"], name)
        if not hasattr(attribute, "__call__"):
            setattr(self, name, attribute) if not isinstance(attribute, (int, bool)) else None
            return attribute
        removal = self._removal

        @_functools.wraps(attribute)
        def call(*args, **kwargs):
            return attribute(*args, **kwargs)

        # As long as the method is there, so is the file.
        call._removal = removal
        return call

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, kind, error, trace):
        result = self.file.__exit__(kind, error, trace)
        self._removal.close()
        self._removal.remove()
        return result

    def close(self):
        """Close the file, and by default remove it."""
        self._removal.close()

    def __iter__(self):
        for line in self.file:
            yield line

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} {self.file!r}>"


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *,
                       errors=None, delete_on_close=True):
    """A file with a name, which is removed when it is closed."""
    descriptor, name = mkstemp(suffix, prefix, dir)
    try:
        file = _io.open(descriptor, mode, buffering=buffering, newline=newline, encoding=encoding, errors=errors)
        raw = getattr(file, "buffer", file)
        raw = getattr(raw, "raw", raw)
        try:
            raw.name = name
        except AttributeError:
            pass
        return _TemporaryFileWrapper(file, name, delete, delete_on_close)
    except BaseException:
        _os.unlink(name)
        _os.close(descriptor)
        raise


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    """A file without a name, which is gone when it is closed."""
    descriptor, name = mkstemp(suffix, prefix, dir)
    try:
        _os.unlink(name)
        return _io.open(descriptor, mode, buffering=buffering, newline=newline, encoding=encoding, errors=errors)
    except BaseException:
        _os.close(descriptor)
        raise


class SpooledTemporaryFile:
    """A file in memory, until it is larger than max_size."""

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                 errors=None):
        self._is_text = "b" not in mode
        if self._is_text:
            self._file = _io.TextIOWrapper(_io.BytesIO(), encoding=encoding or "utf-8", errors=errors, newline=newline)
        else:
            self._file = _io.BytesIO()
        self._max_size = max_size
        self._rolled = False
        self._options = {"mode": mode, "buffering": buffering, "suffix": suffix, "prefix": prefix, "encoding": encoding,
                         "newline": newline, "dir": dir, "errors": errors}

    def rollover(self):
        """Move what is in memory to a file."""
        if self._rolled:
            return
        file, old = TemporaryFile(**self._options), self._file
        at = old.tell()
        if self._is_text:
            old.flush()
            old.seek(0)
            file.write(old.read())
        else:
            file.write(old.getvalue())
        file.seek(at)
        self._file, self._rolled = file, True

    def _check(self):
        if not self._rolled and self._max_size and self._file.tell() > self._max_size:
            self.rollover()

    def write(self, data):
        """Write."""
        written = self._file.write(data)
        self._check()
        return written

    def writelines(self, lines):
        """Write all lines."""
        for line in lines:
            self.write(line)

    def truncate(self, size=None):
        """Cut, or fill up with zeros."""
        if size is None:
            return self._file.truncate()
        if self._max_size and size > self._max_size:
            self.rollover()
        return self._file.truncate(size)

    def fileno(self):
        """The descriptor of the file, which is made for this."""
        self.rollover()
        return self._file.fileno()

    @property
    def name(self):
        return getattr(self._file, "name", None)

    @property
    def mode(self):
        return getattr(self._file, "mode", self._options["mode"])

    def __getattr__(self, name):
        return getattr(self.__dict__["_file"], name)

    def __iter__(self):
        return self._file.__iter__()

    def __enter__(self):
        if self._file.closed:
            raise ValueError("Cannot enter context with closed file")
        return self

    def __exit__(self, kind, error, trace):
        self._file.close()


class TemporaryDirectory:
    """A folder that is removed, with all that is in it, when the block ends or nobody refers to it any more."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self._delete = delete
        self._finalizer = _weakref.finalize(self, self._forgotten, self.name, f"Implicitly cleaning up {self!r}",
                                            ignore_cleanup_errors, delete)

    @classmethod
    def _forgotten(cls, name, message, ignore_errors, delete):
        if delete:
            import warnings

            _shutil.rmtree(name, ignore_errors=ignore_errors)
            warnings.warn(message, ResourceWarning)

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, kind, value, trace):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        """Remove the folder."""
        if self._finalizer.detach() or _os.path.exists(self.name):
            _shutil.rmtree(self.name, ignore_errors=self._ignore_cleanup_errors)
