"""Files whose names fit a pattern of shells; ** stands for any number of folders if `recursive` is set."""

import fnmatch
import os
import re

__all__ = ["escape", "glob", "iglob"]

_magic = re.compile("[*?[]")
_magic_bytes = re.compile(b"[*?[]")


def has_magic(s):
    """Whether a name has characters that stand for others."""
    return (_magic_bytes if isinstance(s, bytes) else _magic).search(s) is not None


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """The paths that fit, as a list in no certain order."""
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """The paths that fit, one after the other."""
    if dir_fd is not None:
        raise NotImplementedError("glob by a folder's descriptor is not supported")
    root = pathname[:0] if root_dir is None else root_dir
    search = _Search(root, recursive, include_hidden)
    found = search.paths(pathname, False)
    if not pathname or recursive and _is_recursive(pathname[:2]):
        # The first is the folder itself, under an empty name.
        found = iter(found)
        first = next(found, None)
        if first:
            yield first
    yield from found


def _is_recursive(pattern):
    return pattern in ("**", b"**")


def _is_hidden(name):
    return name[:1] in (".", b".")


class _Search:
    """One call of glob()."""

    def __init__(self, root, recursive, include_hidden):
        self.root, self.recursive, self.include_hidden = root, recursive, include_hidden

    def real(self, path):
        """The path as the system knows it."""
        return os.path.join(self.root, path) if self.root else path

    def paths(self, pathname, folders_only):
        folder, name = os.path.split(pathname)
        if not has_magic(pathname):
            if name:
                if os.path.lexists(self.real(pathname)):
                    yield pathname
            elif os.path.isdir(self.real(folder)):
                yield pathname
            return
        if not folder:
            yield from self.within(folder, name, folders_only)
            return
        if folder != pathname and has_magic(folder):
            folders = self.paths(folder, True)
        else:
            folders = [folder]
        for folder in folders:
            for found in self.within(folder, name, folders_only):
                yield os.path.join(folder, found)

    def within(self, folder, name, folders_only):
        """What fits the last part of a pattern in one folder."""
        if not has_magic(name):
            path = self.real(os.path.join(folder, name))
            if os.path.lexists(path) if name else os.path.isdir(self.real(folder)):
                yield name
        elif self.recursive and _is_recursive(name):
            if not folder or os.path.isdir(self.real(folder)):
                yield name[:0]
            yield from self.below(folder, folders_only)
        else:
            names = self.names(folder, folders_only)
            if not (self.include_hidden or _is_hidden(name)):
                names = (found for found in names if not _is_hidden(found))
            yield from fnmatch.filter(names, name)

    def names(self, folder, folders_only):
        place = self.real(folder) or (b"." if isinstance(folder, bytes) else os.curdir)
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    try:
                        if not folders_only or entry.is_dir():
                            yield entry.name
                    except OSError:
                        pass
        except OSError:
            return

    def below(self, folder, folders_only):
        for name in list(self.names(folder, folders_only)):
            if self.include_hidden or not _is_hidden(name):
                yield name
                path = os.path.join(folder, name) if folder else name
                for found in self.below(path, folders_only):
                    yield os.path.join(name, found)


def escape(pathname):
    """The pattern that fits just this path."""
    drive, pathname = os.path.splitdrive(pathname)
    if isinstance(pathname, bytes):
        return drive + re.sub(rb"([*?[])", rb"[\1]", pathname)
    return drive + re.sub(r"([*?[])", r"[\1]", pathname)
