"""The operating system: files, folders, processes, the environment.

The system calls are in `posix` and are all names of this module too. Added here are what
takes several calls (`makedirs`, `walk`, …), the environment as a mapping, and the
protocol for objects that stand for a path. Paths themselves: `os.path`.
"""

import sys
import posix as _posix
from abc import ABC as _ABC, abstractmethod as _abstractmethod
from posix import *
from posix import _exit

name = "posix"
linesep = "\n"
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
P_WAIT, P_NOWAIT = 0, 1
P_NOWAITO = P_NOWAIT
supports_bytes_environ = True
# Which functions take file numbers for paths, and the like: nothing is promised.
supports_dir_fd = supports_fd = supports_effective_ids = supports_follow_symlinks = frozenset()


# Paths

def fsencode(filename):
    """A path as the bytes the system knows it by."""
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    """A path as text; bytes that are not UTF-8 come back the same from fsencode()."""
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


def fspath(path):
    """The path as str or bytes: itself, or what its __fspath__() says."""
    if isinstance(path, (str, bytes)):
        return path
    cls = type(path)
    method = getattr(cls, "__fspath__", None)
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {cls.__name__}")
    text = method(path)
    if not isinstance(text, (str, bytes)):
        raise TypeError(f"expected {cls.__name__}.__fspath__() to return str or bytes, "
                        f"not {type(text).__name__}")
    return text


class PathLike(_ABC):
    """An object that stands for a path."""

    __slots__ = ()

    @_abstractmethod
    def __fspath__(self):
        """The path as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return any("__fspath__" in vars(base) for base in subclass.__mro__) or NotImplemented
        return NotImplemented

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


# posixpath asks this module for fspath() and the system calls, so it is loaded after them.
import posixpath as path
from posixpath import (
    altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep,
)
sys.modules["os.path"] = path


# Folders

def makedirs(name, mode=0o777, exist_ok=False):
    """Make a folder, and those it lies in as far as they are missing."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass    # somebody else was faster
        if tail == (b"." if isinstance(tail, bytes) else "."):
            return
    try:
        mkdir(name, mode)
    except OSError:
        # Not every error says that it exists: another complaint may come first.
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Remove a folder, then those it lay in as far as they have become empty."""
    rmdir(name)
    _remove_empty_above(name)


def _remove_empty_above(name):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            return
        head, tail = path.split(head)


def renames(old, new):
    """Rename, making the folders the new name needs and removing those left empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """(folder, names of folders in it, names of files in it) for a folder and all below it.

    Top down, the caller may change the list of folders to say where to go on.
    """
    sys.audit("os.walk", top, topdown, onerror, followlinks)
    # What is still to do: folders to visit, and (bottom up) triples to hand out.
    todo = [fspath(top)]
    while todo:
        here = todo.pop()
        if isinstance(here, tuple):
            yield here
            continue
        try:
            names = listdir(here)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        folders, files = [], []
        for entry in names:
            (folders if path.isdir(path.join(here, entry)) else files).append(entry)
        if topdown:
            yield here, folders, files
        else:
            todo.append((here, folders, files))
        for folder in reversed(folders):
            below = path.join(here, folder)
            if followlinks or not path.islink(below):
                todo.append(below)


# The environment

class _Environ:
    """The environment variables; setting one here sets it for child processes too."""

    def __init__(self, data, encode, decode):
        self._data = data
        self.encodekey = self.encodevalue = encode
        self.decodekey = self.decodevalue = decode

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key, value = self.encodekey(key), self.encodevalue(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        unsetenv(encoded)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        # A copy, so that another thread may change the environment meanwhile.
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return self.encodekey(key) in self._data

    def __repr__(self):
        shown = ", ".join(f"{key!r}: {value!r}" for key, value in self.items())
        return f"environ({{{shown}}})"

    def __eq__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def keys(self):
        return dict.fromkeys(self).keys()

    def values(self):
        return self.copy().values()

    def items(self):
        return self.copy().items()

    def copy(self):
        """The variables in an ordinary dictionary."""
        return {self.decodekey(key): self.decodevalue(value)
                for key, value in list(self._data.items())}

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def popitem(self):
        for key in self:
            return key, self.pop(key)
        raise KeyError

    def clear(self):
        for key in self:
            del self[key]

    def update(self, other=(), /, **kwds):
        for key, value in dict(other, **kwds).items():
            self[key] = value

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        return {**self.copy(), **other} if hasattr(other, "keys") else NotImplemented

    def __ror__(self, other):
        return {**other, **self.copy()} if hasattr(other, "keys") else NotImplemented


# The abstract classes are costly to load; whoever has them finds the environment among them.
if "_collections_abc" in sys.modules:
    sys.modules["_collections_abc"].MutableMapping.register(_Environ)


def _encode(value):
    if not isinstance(value, str):
        raise TypeError(f"str expected, not {type(value).__name__}")
    return value.encode("utf-8", "surrogateescape")


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError(f"bytes expected, not {type(value).__name__}")
    return value


def _read_environment(source):
    return {fsencode(key): fsencode(value) for key, value in source.items()}


environ = _Environ(_read_environment(_posix.environ), _encode,
                   lambda value: value.decode("utf-8", "surrogateescape"))
# The same variables as bytes: both look into one dictionary.
environb = _Environ(environ._data, _check_bytes, bytes)


def getenv(key, default=None):
    """An environment variable, or the default."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """An environment variable as bytes, or the default."""
    return environb.get(key, default)


def get_exec_path(env=None):
    """The folders in which programs are looked for."""
    found = (environ if env is None else env).get("PATH")
    return (defpath if found is None else fsdecode(found)).split(pathsep)


# Processes and files

def process_cpu_count():
    """How many processors this process may use."""
    try:
        return int(environ["PYTHON_CPU_COUNT"])
    except (KeyError, ValueError):
        pass
    try:
        return len(_posix.sched_getaffinity(0))
    except AttributeError:
        return _posix.cpu_count()


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """open() for a file that has a number already."""
    if not isinstance(fd, int):
        raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def execl(file, *args):
    """Become another program, with these arguments."""
    execv(file, args)


def execle(file, *args):
    """Become another program; the last argument is its environment."""
    execve(file, args[:-1], args[-1])


def execvp(file, args):
    """Become another program, looked for as the shell does."""
    _exec_found(file, args, None)


def execlp(file, *args):
    """Become another program, looked for as the shell does, with these arguments."""
    execvp(file, args)


def execvpe(file, args, env):
    """Become another program, looked for as the shell does, with this environment."""
    _exec_found(file, args, env)


def _exec_found(file, args, env):
    become = execv if env is None else lambda file, args: execve(file, args, env)
    if path.dirname(file):
        become(file, args)
        return
    missing = failure = None
    for folder in get_exec_path(env):
        try:
            become(path.join(fsdecode(folder), fsdecode(file)), args)
        except (FileNotFoundError, NotADirectoryError) as error:
            missing = error
        except OSError as error:
            failure = failure or error
    raise failure or missing


def _spawn(mode, file, args, env, become):
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    pid = fork()
    if not pid:
        try:
            become(file, args, *(() if env is None else (env,)))
        except:
            _exit(127)
    if mode == P_NOWAIT:
        return pid
    while True:
        pid, status = waitpid(pid, 0)
        if not WIFSTOPPED(status):
            return waitstatus_to_exitcode(status)


def spawnv(mode, file, args):
    """Run a program in a new process: its exit status, or its number if not waited for."""
    return _spawn(mode, file, args, None, execv)


def spawnve(mode, file, args, env):
    """The same with an environment."""
    return _spawn(mode, file, args, env, execve)


def spawnvp(mode, file, args):
    """The same as spawnv() for a program that is looked for as the shell does."""
    return _spawn(mode, file, args, None, execvp)


def spawnvpe(mode, file, args, env):
    """The same with an environment."""
    return _spawn(mode, file, args, env, execvpe)


def spawnl(mode, file, *args):
    """The same as spawnv(), with these arguments."""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """The same as spawnve(); the last argument is the environment."""
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """The same as spawnvp(), with these arguments."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """The same as spawnvpe(); the last argument is the environment."""
    return spawnvpe(mode, file, args[:-1], args[-1])


def popen(cmd, mode="r", buffering=-1):
    """A shell command as a file: its output to read, or its input to write."""
    if not isinstance(cmd, str):
        raise TypeError(f"invalid cmd type ({type(cmd)}, expected string)")
    if mode not in ("r", "w"):
        raise ValueError(f"invalid mode {mode!r}")
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    import subprocess
    if mode == "r":
        process = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE,
                                   bufsize=buffering)
        return _CommandFile(process.stdout, process)
    process = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE,
                               bufsize=buffering)
    return _CommandFile(process.stdin, process)


class _CommandFile:
    """A file that belongs to a command: closing it waits for the command."""

    def __init__(self, stream, process):
        self._stream = stream
        self._proc = process

    def close(self):
        """Close the file; the command's wait status, or None if it succeeded."""
        self._stream.close()
        status = self._proc.wait()
        if status == 0:
            return None
        return status if status < 0 else status << 8

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


__all__ = [
    *(public for public in dir(_posix) if not public.startswith("_")),
    "PathLike", "P_NOWAIT", "P_NOWAITO", "P_WAIT", "SEEK_CUR", "SEEK_END", "SEEK_SET",
    "_exit", "altsep", "curdir", "defpath", "devnull", "environb", "execl", "execle",
    "execlp", "execvp", "execvpe", "extsep", "fdopen", "fsdecode", "fsencode",
    "get_exec_path", "getenv", "getenvb", "linesep", "makedirs", "name", "pardir", "path",
    "pathsep", "popen", "process_cpu_count", "removedirs", "renames", "sep",
    "spawnl", "spawnle", "spawnlp", "spawnlpe", "spawnv", "spawnve", "spawnvp", "spawnvpe",
    "supports_bytes_environ", "supports_dir_fd", "supports_effective_ids", "supports_fd",
    "supports_follow_symlinks", "walk",
]
