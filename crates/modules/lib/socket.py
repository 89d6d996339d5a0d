"""Sockets: ends of connections between programs, on one machine or through a network.

The system's part is `_socket`. Here are names for its numbers, the class that owns a socket
and counts the files made of it, and the calls that take several steps.
"""

import _socket
from _socket import *
from _socket import SocketType, socket as _Socket

import errno
import io
import os
import sys
from enum import IntEnum, IntFlag

__all__ = ["fromfd", "getfqdn", "create_connection", "create_server", "has_dualstack_ipv6",
           "AddressFamily", "SocketKind", "AddressInfo", "MsgFlag"]
__all__ += [name for name in dir(_socket) if not name.startswith("_")]


def _enumeration(kind, name, prefix):
    """An enumeration of the constants with a prefix, which take the place of the plain numbers."""
    members = {key: value for key, value in vars(_socket).items()
               if key.isupper() and key.startswith(prefix)}
    made = kind(name, sorted(members.items(), key=lambda item: (item[1], item[0])),
                module=__name__)
    globals().update(made.__members__)
    return made


AddressFamily = _enumeration(IntEnum, "AddressFamily", "AF_")
SocketKind = _enumeration(IntEnum, "SocketKind", "SOCK_")
MsgFlag = _enumeration(IntFlag, "MsgFlag", "MSG_")
AddressInfo = _enumeration(IntFlag, "AddressInfo", "AI_")

_LOCALHOST = "127.0.0.1"
_LOCALHOST_V6 = "::1"

# Bytes of the number of an open file, as it is sent beside others.
_FD_SIZE = 4

# Bytes of a file that the system is asked to send at once.
_MOST_SENT = 2**30

# What a call that would have to wait fails with.
_blocking_errnos = {errno.EAGAIN, errno.EWOULDBLOCK}


def _named(value, names):
    """The member of an enumeration that a number is, or the number."""
    try:
        return names(value)
    except ValueError:
        return value


class _GiveupOnSendfile(Exception):
    """os.sendfile() cannot send this file."""


class socket(_Socket):
    """One end of a connection, or where such ends come from."""

    __slots__ = ("__weakref__", "_io_refs", "_closed")

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is None:
            family = AF_INET if family == -1 else family
            type = SOCK_STREAM if type == -1 else type
            proto = 0 if proto == -1 else proto
        _Socket.__init__(self, family, type, proto, fileno)
        self._io_refs = 0
        self._closed = False

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        if not self._closed:
            self.close()

    def __repr__(self):
        number = self.fileno()
        parts = [f"<{self.__class__.__module__}.{self.__class__.__qualname__}"
                 f"{' [closed]' if getattr(self, '_closed', False) else ''} fd={number}, "
                 f"family={self.family:d}, type={self.type:d}, proto={self.proto}"]
        if number >= 0:
            for label, ask in (("laddr", self.getsockname), ("raddr", self.getpeername)):
                try:
                    address = ask()
                except (OSError, AttributeError):
                    continue
                if address:
                    parts.append(f", {label}={address}")
        return "".join(parts) + ">"

    def __getstate__(self):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")

    def dup(self):
        """Another socket object for the same connection."""
        made = self.__class__(self.family, self.type, self.proto, fileno=dup(self.fileno()))
        made.settimeout(self.gettimeout())
        return made

    def accept(self):
        """Wait for a connection; the socket for it, and who is at its other end."""
        number, address = self._accept()
        made = socket(self.family, self.type, self.proto, fileno=number)
        # What the system gives out does not wait only if the listening socket had a timeout.
        if getdefaulttimeout() is None and self.gettimeout():
            made.setblocking(True)
        return made, address

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        """A file that reads from the connection, writes to it, or both."""
        if not set(mode) <= {"r", "w", "b"}:
            raise ValueError(f"invalid mode {mode!r} (only r, w, b allowed)")
        writing = "w" in mode
        reading = "r" in mode or not writing
        binary = "b" in mode
        raw = SocketIO(self, "r" * reading + "w" * writing)
        self._io_refs += 1
        if buffering is None or buffering < 0:
            buffering = io.DEFAULT_BUFFER_SIZE
        if buffering == 0:
            if not binary:
                raise ValueError("unbuffered streams must be binary")
            return raw
        if reading and writing:
            buffer = io.BufferedRWPair(raw, raw, buffering)
        elif reading:
            buffer = io.BufferedReader(raw, buffering)
        else:
            buffer = io.BufferedWriter(raw, buffering)
        if binary:
            return buffer
        text = io.TextIOWrapper(buffer, io.text_encoding(encoding), errors, newline)
        text.mode = mode
        return text

    def sendfile(self, file, offset=0, count=None):
        """Send a binary file from an offset on; the number of bytes sent.

        The system does it alone, where it can.
        """
        try:
            return self._sendfile_use_sendfile(file, offset, count)
        except _GiveupOnSendfile:
            return self._sendfile_use_send(file, offset, count)

    def _sendfile_use_sendfile(self, file, offset=0, count=None):
        self._check_sendfile_params(file, offset, count)
        try:
            number = file.fileno()
        except (AttributeError, io.UnsupportedOperation) as reason:
            raise _GiveupOnSendfile(reason) from None
        try:
            size = os.fstat(number).st_size
        except OSError as reason:
            raise _GiveupOnSendfile(reason) from None
        if not size:
            return 0
        limit = self.gettimeout()
        if limit == 0:
            raise ValueError("non-blocking sockets are not supported")
        import selectors
        total = 0
        try:
            with selectors.PollSelector() as selector:
                selector.register(self, selectors.EVENT_WRITE)
                while count is None or total < count:
                    # A socket with a timeout does not wait by itself.
                    if limit is not None and not selector.select(limit):
                        raise TimeoutError("timed out")
                    most = _MOST_SENT if count is None else min(_MOST_SENT, count - total)
                    try:
                        sent = os.sendfile(self.fileno(), number, offset + total, most)
                    except BlockingIOError:
                        continue
                    except OSError as reason:
                        if total == 0:
                            # It may be the kind of file: the other way tells.
                            raise _GiveupOnSendfile(reason) from None
                        raise
                    if not sent:
                        break
                    total += sent
        finally:
            if total and hasattr(file, "seek"):
                file.seek(offset + total)
        return total

    def _check_sendfile_params(self, file, offset, count):
        if "b" not in getattr(file, "mode", "b"):
            raise ValueError("file should be opened in binary mode")
        if not self.type & SOCK_STREAM:
            raise ValueError("only SOCK_STREAM type sockets are supported")
        if count is not None:
            if not isinstance(count, int):
                raise TypeError(f"count must be a positive integer (got {count!r})")
            if count <= 0:
                raise ValueError(f"count must be a positive integer (got {count!r})")

    def _sendfile_use_send(self, file, offset=0, count=None):
        self._check_sendfile_params(file, offset, count)
        if self.gettimeout() == 0:
            raise ValueError("non-blocking sockets are not supported")
        if offset:
            file.seek(offset)
        total = 0
        try:
            while count is None or total < count:
                data = file.read(8192 if count is None else min(8192, count - total))
                if not data:
                    break
                self.sendall(data)
                total += len(data)
        finally:
            if total and hasattr(file, "seek"):
                file.seek(offset + total)
        return total

    def _decref_socketios(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._closed:
            self.close()

    def _real_close(self, _close=_Socket.close):
        _close(self)

    def close(self):
        """Close the socket, as soon as all files made of it are closed."""
        self._closed = True
        if self._io_refs <= 0:
            self._real_close()

    def detach(self):
        """Let go of the system's number and return it; the connection stays open."""
        self._closed = True
        return super().detach()

    @property
    def family(self):
        """The address family."""
        return _named(super().family, AddressFamily)

    @property
    def type(self):
        """The kind of socket."""
        return _named(super().type, SocketKind)

    def get_inheritable(self):
        """Whether programs started from here have the socket."""
        return os.get_inheritable(self.fileno())

    def set_inheritable(self, inheritable):
        """Say whether programs started from here have the socket."""
        os.set_inheritable(self.fileno(), inheritable)


def fromfd(fd, family, type, proto=0):
    """A socket object for a copy of an open socket of the system."""
    return socket(family, type, proto, dup(fd))


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Two sockets connected to one another."""
    if family is None:
        family = AF_UNIX
    left, right = _socket.socketpair(family, type, proto)
    return (socket(family, type, proto, left.detach()),
            socket(family, type, proto, right.detach()))


def send_fds(sock, buffers, fds, flags=0, address=None):
    """Send bytes, and open files beside them."""
    numbers = b"".join(fd.to_bytes(_FD_SIZE, sys.byteorder) for fd in fds)
    return sock.sendmsg(buffers, [(SOL_SOCKET, SCM_RIGHTS, numbers)])


def recv_fds(sock, bufsize, maxfds, flags=0):
    """Receive bytes and open files: data, the files' numbers, flags, address."""
    fds = []
    data, beside, flags, address = sock.recvmsg(bufsize, CMSG_LEN(maxfds * _FD_SIZE))
    for level, kind, content in beside:
        if level == SOL_SOCKET and kind == SCM_RIGHTS:
            whole = len(content) - len(content) % _FD_SIZE
            fds += [int.from_bytes(content[at:at + _FD_SIZE], sys.byteorder)
                    for at in range(0, whole, _FD_SIZE)]
    return data, fds, flags, address


class SocketIO(io.RawIOBase):
    """A socket as a file without a buffer. Once a read has timed out, it cannot go on."""

    def __init__(self, sock, mode):
        if mode not in ("r", "w", "rw", "rb", "wb", "rwb"):
            raise ValueError(f"invalid mode: {mode!r}")
        io.RawIOBase.__init__(self)
        self._sock = sock
        self._mode = mode if "b" in mode else mode + "b"
        self._reading = "r" in mode
        self._writing = "w" in mode
        self._timeout_occurred = False

    def readinto(self, b):
        """Receive into a buffer; None if that would have to wait."""
        self._checkClosed()
        self._checkReadable()
        if self._timeout_occurred:
            raise OSError("cannot read from timed out object")
        try:
            return self._sock.recv_into(b)
        except timeout:
            self._timeout_occurred = True
            raise
        except error as e:
            if e.errno in _blocking_errnos:
                return None
            raise

    def write(self, b):
        """Send some of the bytes; how many, or None if that would have to wait."""
        self._checkClosed()
        self._checkWritable()
        try:
            return self._sock.send(b)
        except error as e:
            if e.errno in _blocking_errnos:
                return None
            raise

    def readable(self):
        """Whether it was made for reading."""
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return self._reading

    def writable(self):
        """Whether it was made for writing."""
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return self._writing

    def seekable(self):
        """Never."""
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return super().seekable()

    def fileno(self):
        """The number of the socket."""
        self._checkClosed()
        return self._sock.fileno()

    @property
    def name(self):
        """The number of the socket, -1 when closed."""
        return -1 if self.closed else self.fileno()

    @property
    def mode(self):
        """What it was made for."""
        return self._mode

    def close(self):
        """Let go of the socket, which is closed once nobody holds it."""
        if self.closed:
            return
        io.RawIOBase.close(self)
        self._sock._decref_socketios()
        self._sock = None


def getfqdn(name=""):
    """The full name of a host; of this one by default."""
    name = name.strip()
    if not name or name in ("0.0.0.0", "::"):
        name = gethostname()
    try:
        hostname, aliases, _ = gethostbyaddr(name)
    except error:
        return name
    return next((known for known in (hostname, *aliases) if "." in known), hostname)


# Says that a timeout was not given.
_GLOBAL_DEFAULT_TIMEOUT = object()


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *,
                      all_errors=False):
    """A socket connected to (host, port), by the first address of the host that answers."""
    host, port = address
    failures = []
    for family, kind, proto, _, target in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, kind, proto)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(target)
            failures.clear()
            return sock
        except error as failure:
            if not all_errors:
                failures.clear()
            failures.append(failure)
            if sock is not None:
                sock.close()
    if not failures:
        raise error("getaddrinfo returns an empty list")
    try:
        if not all_errors:
            raise failures[0]
        raise ExceptionGroup("create_connection failed", failures)
    finally:
        # The traceback refers to this frame: no cycle may be left.
        failures.clear()


def has_dualstack_ipv6():
    """Whether a socket for IPv6 can take connections by IPv4, too."""
    if not has_ipv6:
        return False
    try:
        with socket(AF_INET6, SOCK_STREAM) as sock:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0)
            return True
    except error:
        return False


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False,
                  dualstack_ipv6=False):
    """A socket that takes connections at (host, port)."""
    if reuse_port and "SO_REUSEPORT" not in globals():
        raise ValueError("SO_REUSEPORT not supported on this platform")
    if dualstack_ipv6:
        if not has_dualstack_ipv6():
            raise ValueError("dualstack_ipv6 not supported on this platform")
        if family != AF_INET6:
            raise ValueError("dualstack_ipv6 requires AF_INET6 family")
    sock = socket(family, SOCK_STREAM)
    try:
        sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        if reuse_port:
            sock.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        if has_ipv6 and family == AF_INET6:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0 if dualstack_ipv6 else 1)
        try:
            sock.bind(address)
        except error as failure:
            text = f"{failure.strerror} (while attempting to bind on address {address!r})"
            raise error(failure.errno, text) from None
        if backlog is None:
            sock.listen()
        else:
            sock.listen(backlog)
        return sock
    except error:
        sock.close()
        raise


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """The addresses of a host and a service: family, type, proto, canonical name, address."""
    return [(_named(family, AddressFamily), _named(kind, SocketKind), proto, name, address)
            for family, kind, proto, name, address
            in _socket.getaddrinfo(host, port, family, type, proto, flags)]


def _lines_of(path):
    """The words of each line of one of the system's tables."""
    try:
        with open(path, encoding="utf-8", errors="replace") as table:
            for line in table:
                if words := line.partition("#")[0].split():
                    yield words
    except OSError:
        return


def _services(protocol):
    for name, place, *aliases in _lines_of("/etc/services"):
        port, _, proto = place.partition("/")
        if protocol is None or proto == protocol:
            yield name, int(port), aliases


def getservbyname(servicename, protocolname=None, /):
    """The port of a service."""
    for name, port, aliases in _services(protocolname):
        if servicename == name or servicename in aliases:
            return port
    raise error("service/proto not found")


def getservbyport(port, protocolname=None, /):
    """The service of a port."""
    if not 0 <= port <= 0xFFFF:
        raise OverflowError("getservbyport: port must be 0-65535.")
    for name, known, _ in _services(protocolname):
        if known == port:
            return name
    raise error("port/proto not found")


def getprotobyname(name, /):
    """The number of a protocol."""
    for known, number, *aliases in _lines_of("/etc/protocols"):
        if name == known or name in aliases:
            return int(number)
    raise error("protocol not found")


__all__ += ["getaddrinfo", "getservbyname", "getservbyport", "getprotobyname", "socketpair",
            "send_fds", "recv_fds"]
