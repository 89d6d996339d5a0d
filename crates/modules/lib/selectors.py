"""Waiting until one of several files is ready, by the best means that the system has.

A selector keeps what was registered: the file, the events that are waited for, and some data
of the program's. `DefaultSelector` is the one to use.
"""

import math
import select
import sys           # not used here, but a name of this module
from abc import ABCMeta, abstractmethod
from collections import namedtuple
from collections.abc import Mapping

EVENT_READ = 1 << 0
EVENT_WRITE = 1 << 1

SelectorKey = namedtuple("SelectorKey", ["fileobj", "fd", "events", "data"])
SelectorKey.__doc__ = "A file, its number, the events that are waited for, and the program's data."


def _fileobj_to_fd(fileobj):
    """The number of a file, which may be given as such."""
    if isinstance(fileobj, int):
        fd = fileobj
    else:
        try:
            fd = int(fileobj.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError(f"Invalid file object: {fileobj!r}") from None
    if fd < 0:
        raise ValueError(f"Invalid file descriptor: {fd}")
    return fd


class _SelectorMapping(Mapping):
    """The keys of a selector, by file object."""

    def __init__(self, selector):
        self._selector = selector

    def __len__(self):
        return len(self._selector._fd_to_key)

    def get(self, fileobj, default=None):
        """The key of a file."""
        return self._selector._fd_to_key.get(self._selector._fileobj_lookup(fileobj), default)

    def __getitem__(self, fileobj):
        key = self.get(fileobj)
        if key is None:
            raise KeyError(f"{fileobj!r} is not registered")
        return key

    def __iter__(self):
        return iter(self._selector._fd_to_key)


class BaseSelector(metaclass=ABCMeta):
    """What all selectors can do."""

    @abstractmethod
    def register(self, fileobj, events, data=None):
        """Wait for events of a file, too; its SelectorKey."""
        raise NotImplementedError

    @abstractmethod
    def unregister(self, fileobj):
        """Wait for no events of a file any more; its SelectorKey."""
        raise NotImplementedError

    def modify(self, fileobj, events, data=None):
        """Wait for other events of a file; its new SelectorKey."""
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    @abstractmethod
    def select(self, timeout=None):
        """Wait until files are ready, or for `timeout` seconds; (key, events) of each."""
        raise NotImplementedError

    def close(self):
        """Give up what the system has lent."""

    def get_key(self, fileobj):
        """The SelectorKey of a registered file."""
        mapping = self.get_map()
        if mapping is None:
            raise RuntimeError("Selector is closed")
        try:
            return mapping[fileobj]
        except KeyError:
            raise KeyError(f"{fileobj!r} is not registered") from None

    @abstractmethod
    def get_map(self):
        """A mapping of file objects to their keys."""
        raise NotImplementedError

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class _BaseSelectorImpl(BaseSelector):
    """Keeps the keys."""

    def __init__(self):
        self._fd_to_key = {}
        self._map = _SelectorMapping(self)

    def _fileobj_lookup(self, fileobj):
        """The number of a file that may be closed already, if it was registered."""
        try:
            return _fileobj_to_fd(fileobj)
        except ValueError:
            for key in self._fd_to_key.values():
                if key.fileobj is fileobj:
                    return key.fd
            raise

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError(f"Invalid events: {events!r}")
        key = SelectorKey(fileobj, self._fileobj_lookup(fileobj), events, data)
        if key.fd in self._fd_to_key:
            raise KeyError(f"{fileobj!r} (FD {key.fd}) is already registered")
        self._fd_to_key[key.fd] = key
        return key

    def unregister(self, fileobj):
        try:
            return self._fd_to_key.pop(self._fileobj_lookup(fileobj))
        except KeyError:
            raise KeyError(f"{fileobj!r} is not registered") from None

    def modify(self, fileobj, events, data=None):
        try:
            key = self._fd_to_key[self._fileobj_lookup(fileobj)]
        except KeyError:
            raise KeyError(f"{fileobj!r} is not registered") from None
        if events != key.events:
            self.unregister(fileobj)
            key = self.register(fileobj, events, data)
        elif data != key.data:
            key = key._replace(data=data)
            self._fd_to_key[key.fd] = key
        return key

    def close(self):
        self._fd_to_key.clear()
        self._map = None

    def get_map(self):
        return self._map


class SelectSelector(_BaseSelectorImpl):
    """Waits with select.select()."""

    def __init__(self):
        super().__init__()
        self._readers = set()
        self._writers = set()

    def register(self, fileobj, events, data=None):
        key = super().register(fileobj, events, data)
        if events & EVENT_READ:
            self._readers.add(key.fd)
        if events & EVENT_WRITE:
            self._writers.add(key.fd)
        return key

    def unregister(self, fileobj):
        key = super().unregister(fileobj)
        self._readers.discard(key.fd)
        self._writers.discard(key.fd)
        return key

    def _select(self, readers, writers, unusual, timeout=None):
        return select.select(readers, writers, unusual, timeout)

    def select(self, timeout=None):
        if timeout is not None:
            timeout = max(timeout, 0)
        try:
            readers, writers, _ = self._select(self._readers, self._writers, [], timeout)
        except InterruptedError:
            return []
        readers, writers = frozenset(readers), frozenset(writers)
        ready = []
        for fd in readers | writers:
            key = self._fd_to_key.get(fd)
            if key:
                events = EVENT_READ * (fd in readers) | EVENT_WRITE * (fd in writers)
                ready.append((key, events & key.events))
        return ready


class _PollLikeSelector(_BaseSelectorImpl):
    """Has an object of the module `select` keep the files, too."""

    _selector_cls = None
    _EVENT_READ = None
    _EVENT_WRITE = None

    def __init__(self):
        super().__init__()
        self._selector = self._selector_cls()

    def _mask(self, events):
        return (self._EVENT_READ if events & EVENT_READ else 0) | (
            self._EVENT_WRITE if events & EVENT_WRITE else 0)

    def register(self, fileobj, events, data=None):
        key = super().register(fileobj, events, data)
        try:
            self._selector.register(key.fd, self._mask(events))
        except BaseException:
            super().unregister(fileobj)
            raise
        return key

    def unregister(self, fileobj):
        key = super().unregister(fileobj)
        try:
            self._selector.unregister(key.fd)
        except OSError:
            # A closed file is forgotten by the system before us.
            pass
        return key

    def modify(self, fileobj, events, data=None):
        try:
            key = self._fd_to_key[self._fileobj_lookup(fileobj)]
        except KeyError:
            raise KeyError(f"{fileobj!r} is not registered") from None
        if events != key.events:
            try:
                self._selector.modify(key.fd, self._mask(events))
            except BaseException:
                super().unregister(fileobj)
                raise
        if events != key.events or data != key.data:
            key = key._replace(events=events, data=data)
            self._fd_to_key[key.fd] = key
        return key

    def _found(self, pairs):
        """(key, events) for what the system has found. Errors are for whoever waits."""
        ready = []
        for fd, mask in pairs:
            key = self._fd_to_key.get(fd)
            if key:
                events = (EVENT_WRITE * bool(mask & ~self._EVENT_READ)
                          | EVENT_READ * bool(mask & ~self._EVENT_WRITE))
                ready.append((key, events & key.events))
        return ready

    def select(self, timeout=None):
        if timeout is not None:
            # Rounded up: who waits for too short a time asks again and again.
            timeout = 0 if timeout <= 0 else math.ceil(timeout * 1e3)
        try:
            return self._found(self._selector.poll(timeout))
        except InterruptedError:
            return []


if hasattr(select, "poll"):

    class PollSelector(_PollLikeSelector):
        """Waits with select.poll()."""

        _selector_cls = staticmethod(select.poll)
        _EVENT_READ = select.POLLIN
        _EVENT_WRITE = select.POLLOUT


if hasattr(select, "epoll"):

    class EpollSelector(_PollLikeSelector):
        """Waits with select.epoll()."""

        _selector_cls = select.epoll
        _EVENT_READ = select.EPOLLIN
        _EVENT_WRITE = select.EPOLLOUT

        def fileno(self):
            """The number of the epoll object."""
            return self._selector.fileno()

        def select(self, timeout=None):
            if timeout is not None:
                timeout = 0 if timeout <= 0 else math.ceil(timeout * 1e3) * 1e-3
            # Without files there must still be room for an event.
            room = max(len(self._fd_to_key), 1)
            try:
                return self._found(self._selector.poll(timeout, room))
            except InterruptedError:
                return []

        def close(self):
            self._selector.close()
            super().close()


def _can_use(method):
    """Whether the kernel knows it, not only the module."""
    make = getattr(select, method, None)
    if make is None:
        return False
    try:
        made = make()
        if method == "poll":
            made.poll(0)
        else:
            made.close()
        return True
    except OSError:
        return False


if _can_use("epoll"):
    DefaultSelector = EpollSelector
elif _can_use("poll"):
    DefaultSelector = PollSelector
else:
    DefaultSelector = SelectSelector
