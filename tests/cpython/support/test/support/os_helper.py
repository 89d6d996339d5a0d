"""What tests of files, folders and the environment need."""

import contextlib
import os
import sys
import unittest

# Names for files in the current folder, which the runner makes a fresh one for each process.
TESTFN_ASCII = f"@test_{os.getpid()}_tmp"
FS_NONASCII = "æ"
TESTFN_UNICODE = TESTFN_ASCII + "-àòɘŁğ"
TESTFN_NONASCII = TESTFN_ASCII + FS_NONASCII
TESTFN_UNENCODABLE = TESTFN_ASCII + "-\udcff"
TESTFN_UNDECODABLE = os.fsencode(TESTFN_ASCII) + b"\xe7w\xf0"
TESTFN = TESTFN_NONASCII
SAVEDCWD = os.getcwd()


def make_bad_fd():
    """A descriptor that is not open."""
    with open(TESTFN, "wb") as file:
        descriptor = file.fileno()
    unlink(TESTFN)
    return descriptor


def unlink(filename):
    try:
        os.unlink(filename)
    except (FileNotFoundError, NotADirectoryError):
        pass


def rmdir(dirname):
    try:
        os.rmdir(dirname)
    except FileNotFoundError:
        pass


def rmtree(path):
    try:
        names = os.listdir(path)
    except FileNotFoundError:
        return
    for name in names:
        each = os.path.join(path, name)
        if os.path.isdir(each) and not os.path.islink(each):
            rmtree(each)
        else:
            os.unlink(each)
    os.rmdir(path)


_folders = 0


@contextlib.contextmanager
def temp_dir(path=None, quiet=False):
    """A folder that is gone after the block."""
    global _folders
    if path is None:
        _folders += 1
        base = os.environ.get("TMPDIR", "/tmp")
        path = os.path.join(os.path.realpath(base), f"{TESTFN_ASCII}{_folders}")
    try:
        os.mkdir(path)
        made = True
    except OSError:
        if not quiet:
            raise
        made = False
    pid = os.getpid()
    try:
        yield path
    finally:
        if made and pid == os.getpid():
            rmtree(path)


@contextlib.contextmanager
def change_cwd(path, quiet=False):
    before = os.getcwd()
    try:
        os.chdir(os.path.realpath(path))
    except OSError:
        if not quiet:
            raise
    try:
        yield os.getcwd()
    finally:
        os.chdir(before)


@contextlib.contextmanager
def temp_cwd(name="tempcwd", quiet=False):
    with temp_dir(name, quiet) as path:
        with change_cwd(path, quiet) as current:
            yield current


def create_empty_file(filename):
    os.close(os.open(filename, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))


def can_symlink():
    return hasattr(os, "symlink")


def skip_unless_symlink(test):
    return unittest.skipUnless(can_symlink(), "Requires functional symlink implementation")(test)


def fd_count():
    """How many descriptors are open."""
    return len(os.listdir("/proc/self/fd")) - 1


class FakePath:
    """Something with a path; raises it, if it is an exception."""

    def __init__(self, path):
        self.path = path

    def __repr__(self):
        return f"<FakePath {self.path!r}>"

    def __fspath__(self):
        if isinstance(self.path, BaseException):
            raise self.path
        if isinstance(self.path, type) and issubclass(self.path, BaseException):
            raise self.path
        return self.path


class EnvironmentVarGuard:
    """os.environ, as it was after the block."""

    def __init__(self):
        self._before = {}

    def _keep(self, name):
        self._before.setdefault(name, os.environ.get(name))

    def __getitem__(self, name):
        return os.environ[name]

    def __setitem__(self, name, value):
        self._keep(name)
        os.environ[name] = value

    def __delitem__(self, name):
        self._keep(name)
        os.environ.pop(name, None)

    def __iter__(self):
        return iter(os.environ)

    def __len__(self):
        return len(os.environ)

    def __contains__(self, name):
        return name in os.environ

    def get(self, name, default=None):
        return os.environ.get(name, default)

    def keys(self):
        return os.environ.keys()

    def copy(self):
        return dict(os.environ)

    def set(self, name, value):
        self[name] = value

    def unset(self, name, /, *names):
        for each in (name, *names):
            del self[each]

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextlib.contextmanager
def temp_umask(umask):
    before = os.umask(umask)
    try:
        yield
    finally:
        os.umask(before)
