"""Copying, moving and removing files and whole trees of folders."""

import fnmatch
import os
import stat
from collections import namedtuple

__all__ = ["copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree", "move", "rmtree", "Error",
           "SpecialFileError", "ignore_patterns", "disk_usage", "which", "get_terminal_size", "SameFileError"]

COPY_BUFSIZE = 256 * 1024


class Error(OSError):
    """Some files could not be copied."""


class SameFileError(Error):
    """A file would be copied onto itself."""


class SpecialFileError(OSError):
    """A named pipe or the like, which cannot be copied."""


def copyfileobj(fsrc, fdst, length=0):
    """Copy what is left in one file to another."""
    while part := fsrc.read(length or COPY_BUFSIZE):
        fdst.write(part)


def _same(src, dst):
    try:
        return os.path.samefile(src, dst)
    except OSError:
        return False


def copyfile(src, dst, *, follow_symlinks=True):
    """Copy what a file contains."""
    if _same(src, dst):
        raise SameFileError(f"{src!r} and {dst!r} are the same file")
    for path in src, dst:
        try:
            mode = os.stat(path).st_mode
        except OSError:
            continue
        if stat.S_ISFIFO(mode):
            raise SpecialFileError(f"`{os.fspath(path)}` is a named pipe")
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, "rb") as fsrc:
        try:
            with open(dst, "wb") as fdst:
                copyfileobj(fsrc, fdst)
        except IsADirectoryError as error:
            if not os.path.exists(dst):
                raise FileNotFoundError(f"Directory does not exist: {dst}") from error
            raise
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    """Copy the permissions of a file."""
    if not follow_symlinks and os.path.islink(src) and os.path.islink(dst):
        return
    os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    """Copy permissions and times of a file."""
    if not follow_symlinks and os.path.islink(src) and os.path.islink(dst):
        return
    found = os.stat(src)
    os.utime(dst, ns=(found.st_atime_ns, found.st_mtime_ns))
    os.chmod(dst, stat.S_IMODE(found.st_mode))


def _target(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    """Copy a file with its permissions, perhaps into a folder; gives the new path."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """Copy a file with its permissions and times, perhaps into a folder; gives the new path."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


def ignore_patterns(*patterns):
    """For copytree(): leave out the names that fit."""

    def ignored(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}

    return ignored


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    """Copy a folder with all that is in it; gives the new path."""
    with os.scandir(src) as found:
        entries = list(found)
    left_out = set() if ignore is None else ignore(os.fspath(src), [entry.name for entry in entries])
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    for entry in entries:
        if entry.name in left_out:
            continue
        source, target = os.path.join(src, entry.name), os.path.join(dst, entry.name)
        try:
            if entry.is_symlink():
                if symlinks:
                    os.symlink(os.readlink(source), target)
                    copystat(source, target, follow_symlinks=False)
                    continue
                if not os.path.exists(source) and ignore_dangling_symlinks:
                    continue
            if entry.is_dir():
                copytree(source, target, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(source, target)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as error:
            errors.append((source, target, str(error)))
    try:
        copystat(src, dst)
    except OSError as error:
        errors.append((src, dst, str(error)))
    if errors:
        raise Error(errors)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    """Remove a folder with all that is in it."""
    if dir_fd is not None:
        raise NotImplementedError("rmtree by a folder's descriptor is not supported")

    def failed(function, path, error):
        if ignore_errors:
            return
        if onexc is not None:
            onexc(function, path, error)
        elif onerror is not None:
            onerror(function, path, (type(error), error, error.__traceback__))
        else:
            raise error

    def remove(path):
        try:
            with os.scandir(path) as found:
                entries = list(found)
        except FileNotFoundError as error:
            failed(os.scandir, path, error)
            return
        except OSError as error:
            failed(os.scandir, path, error)
            entries = []
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                remove(entry.path)
                continue
            try:
                os.unlink(entry.path)
            except FileNotFoundError:
                continue
            except OSError as error:
                failed(os.unlink, entry.path, error)
        try:
            os.rmdir(path)
        except FileNotFoundError:
            pass
        except OSError as error:
            failed(os.rmdir, path, error)

    path = os.fspath(path)
    try:
        found = os.lstat(path)
    except OSError as error:
        failed(os.lstat, path, error)
        return
    if stat.S_ISLNK(found.st_mode):
        failed(os.path.islink, path, OSError("Cannot call rmtree on a symbolic link"))
        return
    remove(path)


rmtree.avoids_symlink_attacks = False


def move(src, dst, copy_function=copy2):
    """Move a file or a folder, perhaps into another folder; gives the new path."""
    target = dst
    if os.path.isdir(dst):
        if _same(src, dst) and not os.path.islink(src):
            os.rename(src, dst)
            return dst
        target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip(os.sep)))
        if os.path.exists(target):
            raise Error(f"Destination path '{target}' already exists")
    try:
        os.rename(src, target)
    except OSError:
        if os.path.islink(src):
            os.symlink(os.readlink(src), target)
            os.unlink(src)
        elif os.path.isdir(src):
            if os.path.abspath(target).startswith(os.path.abspath(src) + os.sep):
                raise Error(f"Cannot move a directory '{src}' into itself '{dst}'.")
            copytree(src, target, copy_function=copy_function, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, target)
            os.unlink(src)
    return target


_usage = namedtuple("usage", "total used free")


def disk_usage(path):
    """The bytes of the disk on which a path lies: all, used, free."""
    found = os.statvfs(path)
    total, free = found.f_blocks * found.f_frsize, found.f_bavail * found.f_frsize
    return _usage(total, (found.f_blocks - found.f_bfree) * found.f_frsize, free)


def get_terminal_size(fallback=(80, 24)):
    """The columns and lines of the terminal: from the environment, from the system, or as the caller says."""
    sizes = []
    for name in "COLUMNS", "LINES":
        try:
            sizes.append(int(os.environ[name]))
        except (KeyError, ValueError):
            sizes.append(0)
    columns, lines = sizes
    if columns <= 0 or lines <= 0:
        import sys

        try:
            size = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            size = os.terminal_size(fallback)
        columns = columns if columns > 0 else size.columns or fallback[0]
        lines = lines if lines > 0 else size.lines or fallback[1]
    return os.terminal_size((columns, lines))


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """The path of the program that a command would start; None if there is none."""

    def fits(path):
        return os.path.exists(path) and os.access(path, mode) and not os.path.isdir(path)

    if os.path.dirname(cmd):
        return cmd if fits(cmd) else None
    if path is None:
        path = os.environ.get("PATH", os.defpath)
    if not path:
        return None
    path = os.fsdecode(path) if isinstance(cmd, str) else os.fsencode(path)
    for folder in dict.fromkeys(path.split(os.pathsep if isinstance(cmd, str) else os.fsencode(os.pathsep))):
        found = os.path.join(folder, cmd)
        if fits(found):
            return found
    return None
