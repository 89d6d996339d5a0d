"""Asking servers: a connection sends requests and reads the answers, one after the other.

    connection = HTTPConnection("localhost", 8000)
    connection.request("GET", "/")
    with connection.getresponse() as answer:
        print(answer.status, answer.read())

Connections are not encrypted: there is no HTTPSConnection.
"""

import collections.abc
import errno
import io
import socket
from http import HTTPStatus

import email.message
import email.parser

__all__ = ["HTTPResponse", "HTTPConnection", "HTTPException", "NotConnected", "UnknownProtocol",
           "UnknownTransferEncoding", "UnimplementedFileMode", "IncompleteRead", "InvalidURL",
           "ImproperConnectionState", "CannotSendRequest", "CannotSendHeader",
           "ResponseNotReady", "BadStatusLine", "LineTooLong", "RemoteDisconnected", "error",
           "responses"]

HTTP_PORT = 80
HTTPS_PORT = 443

# Where a connection is between two requests.
_CS_IDLE = "Idle"
_CS_REQ_STARTED = "Request-started"
_CS_REQ_SENT = "Request-sent"

# The numbers of answers as plain names, and their phrases.
globals().update({name: status for name, status in HTTPStatus.__members__.items()})
responses = {status: status.phrase for status in HTTPStatus}

_MAXLINE = 65536
_MAXHEADERS = 100
_METHODS_EXPECTING_BODY = {"PATCH", "POST", "PUT"}


class HTTPException(Exception):
    """Base of all errors here."""


class NotConnected(HTTPException):
    """There is no connection."""


class InvalidURL(HTTPException):
    """An address makes no sense."""


class UnknownProtocol(HTTPException):
    """An answer in another version of HTTP."""

    def __init__(self, version):
        self.args = (version,)
        self.version = version


class UnknownTransferEncoding(HTTPException):
    """A body in a form that is not known."""


class UnimplementedFileMode(HTTPException):
    """A file that cannot be sent."""


class IncompleteRead(HTTPException):
    """The connection has ended before the body."""

    def __init__(self, partial, expected=None):
        self.args = (partial,)
        self.partial = partial
        self.expected = expected

    def __repr__(self):
        more = "" if self.expected is None else f", {self.expected} more expected"
        return f"{self.__class__.__name__}({len(self.partial)} bytes read{more})"

    __str__ = object.__str__


class ImproperConnectionState(HTTPException):
    """Not now."""


class CannotSendRequest(ImproperConnectionState):
    """The former request is not over."""


class CannotSendHeader(ImproperConnectionState):
    """Headers belong to a request."""


class ResponseNotReady(ImproperConnectionState):
    """Nothing was asked, or the former answer was not read."""


class BadStatusLine(HTTPException):
    """An answer that does not begin as one."""

    def __init__(self, line):
        if not line:
            line = repr(line)
        self.args = (line,)
        self.line = line


class LineTooLong(HTTPException):
    """A line without end."""

    def __init__(self, line_type):
        HTTPException.__init__(self, f"got more than {_MAXLINE} bytes when reading {line_type}")


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    """The other end has gone without an answer."""

    def __init__(self, *pos, **kw):
        BadStatusLine.__init__(self, "")
        ConnectionResetError.__init__(self, *pos, **kw)


error = HTTPException


class HTTPMessage(email.message.Message):
    """The headers of a request or an answer."""

    def getallmatchingheaders(self, name):
        """The lines of all headers of that name."""
        name = name.lower()
        return [f"{key}: {value}" for key, value in self.items() if key.lower() == name]


def _read_line(fp, what):
    line = fp.readline(_MAXLINE + 1)
    if len(line) > _MAXLINE:
        raise LineTooLong(what)
    return line


def _read_headers(fp, max_headers=None):
    """The lines of headers, with the empty one behind them."""
    most = _MAXHEADERS if max_headers is None else max_headers
    lines = []
    while True:
        line = _read_line(fp, "header line")
        lines.append(line)
        if len(lines) > most + 1:
            raise HTTPException(f"got more than {most} headers")
        if line in (b"\r\n", b"\n", b""):
            return lines


def parse_headers(fp, _class=HTTPMessage):
    """The headers that a file begins with."""
    text = b"".join(_read_headers(fp)).decode("iso-8859-1")
    return email.parser.Parser(_class=_class).parsestr(text)


class HTTPResponse(io.BufferedIOBase):
    """An answer: `status`, `reason`, headers, and a body that is read like a file."""

    def __init__(self, sock, debuglevel=0, method=None, url=None):
        self.fp = sock.makefile("rb")
        self.debuglevel = debuglevel
        self._method = method
        self.headers = self.msg = None
        self.version = self.status = self.reason = None
        # The body: in chunks, or so many bytes, or up to the end of the connection (None).
        self.chunked = None
        self.chunk_left = None
        self.length = None
        self.will_close = None

    def _read_status(self):
        line = str(self.fp.readline(_MAXLINE + 1), "iso-8859-1")
        if len(line) > _MAXLINE:
            raise LineTooLong("status line")
        if not line:
            raise RemoteDisconnected("Remote end closed connection without response")
        version, status, reason = (line.split(None, 2) + ["", ""])[:3]
        if not version.startswith("HTTP/"):
            self._close_conn()
            raise BadStatusLine(line)
        if not (status.isdigit() and 100 <= int(status) <= 999):
            raise BadStatusLine(line)
        return version, int(status), reason

    def begin(self, *, _max_headers=None):
        """Read everything before the body."""
        if self.headers is not None:
            return
        while True:
            version, status, reason = self._read_status()
            if status != HTTPStatus.CONTINUE:
                break
            _read_headers(self.fp, _max_headers)
        self.code = self.status = status
        self.reason = reason.strip()
        if version in ("HTTP/1.0", "HTTP/0.9"):
            self.version = 10
        elif version.startswith("HTTP/1."):
            self.version = 11
        else:
            raise UnknownProtocol(version)
        self.headers = self.msg = parse_headers(self.fp)
        self.chunked = (self.headers.get("transfer-encoding") or "").lower() == "chunked"
        self.will_close = self._check_close()
        length = self.headers.get("content-length")
        if length and not self.chunked:
            try:
                self.length = int(length)
            except ValueError:
                self.length = None
            else:
                if self.length < 0:
                    self.length = None
        if (status in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED) or 100 <= status < 200
                or self._method == "HEAD"):
            self.length = 0
            self.chunked = False
        if not self.will_close and not self.chunked and self.length is None:
            self.will_close = True

    def _check_close(self):
        """Whether the connection ends with the body."""
        connection = (self.headers.get("connection") or "").lower()
        if self.version == 11:
            return "close" in connection
        if self.headers.get("keep-alive") or "keep-alive" in connection:
            return False
        return "keep-alive" not in (self.headers.get("proxy-connection") or "").lower()

    def _close_conn(self):
        fp, self.fp = self.fp, None
        fp.close()

    def close(self):
        """Be done with the answer."""
        try:
            super().close()
        finally:
            if self.fp:
                self._close_conn()

    def flush(self):
        super().flush()
        if self.fp:
            self.fp.flush()

    def readable(self):
        """Always."""
        return True

    def isclosed(self):
        """Whether the body was read to its end."""
        return self.fp is None

    def read(self, amt=None):
        """The body, or at most so many bytes of it."""
        if self.fp is None:
            return b""
        if self._method == "HEAD":
            self._close_conn()
            return b""
        if amt is not None and amt < 0:
            amt = None
        if self.chunked:
            return self._read_chunked(amt)
        if amt is not None:
            if self.length is not None:
                amt = min(amt, self.length)
            data = self.fp.read(amt)
            if not data and amt:
                self._close_conn()
            elif self.length is not None:
                self.length -= len(data)
                if not self.length:
                    self._close_conn()
            return data
        if self.length is None:
            data = self.fp.read()
        else:
            try:
                data = self._safe_read(self.length)
            except IncompleteRead:
                self._close_conn()
                raise
            self.length = 0
        self._close_conn()
        return data

    def readinto(self, b):
        """Read part of the body into a buffer."""
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)

    def _safe_read(self, amt):
        data = self.fp.read(amt)
        if len(data) < amt:
            raise IncompleteRead(data, amt - len(data))
        return data

    def _next_chunk(self):
        """How many bytes are left of the present chunk, None at the end of the body."""
        if not self.chunk_left:
            if self.chunk_left is not None:
                self._safe_read(2)
            line = _read_line(self.fp, "chunk size")
            try:
                self.chunk_left = int(line.partition(b";")[0], 16)
            except ValueError:
                self._close_conn()
                raise IncompleteRead(b"") from None
            if self.chunk_left == 0:
                while _read_line(self.fp, "trailer line") not in (b"\r\n", b"\n", b""):
                    pass
                self._close_conn()
                self.chunk_left = None
        return self.chunk_left

    def _read_chunked(self, amt=None):
        pieces, got = [], 0
        try:
            while (amt is None or got < amt) and (left := self._next_chunk()) is not None:
                wanted = left if amt is None else min(left, amt - got)
                piece = self._safe_read(wanted)
                self.chunk_left -= len(piece)
                pieces.append(piece)
                got += len(piece)
        except IncompleteRead as failure:
            raise IncompleteRead(b"".join(pieces) + failure.partial) from None
        return b"".join(pieces)

    def read1(self, n=-1):
        """What can be had with one call of the system."""
        if self.fp is None or self._method == "HEAD":
            return b""
        if self.chunked:
            left = self._next_chunk()
            if left is None or n == 0:
                return b""
            data = self.fp.read1(left if n < 0 else min(n, left))
            self.chunk_left -= len(data)
            if not data:
                raise IncompleteRead(b"")
            return data
        if self.length is not None and (n < 0 or n > self.length):
            n = self.length
        data = self.fp.read1(n)
        if not data and n:
            self._close_conn()
        elif self.length is not None:
            self.length -= len(data)
            if not self.length:
                self._close_conn()
        return data

    def peek(self, n=-1):
        """What comes next, which stays where it is."""
        if self.fp is None or self._method == "HEAD":
            return b""
        if self.chunked:
            left = self._next_chunk()
            return b"" if left is None else self.fp.peek(left)[:left]
        data = self.fp.peek(n)
        return data if self.length is None else data[:self.length]

    def readline(self, limit=-1):
        """A line of the body."""
        if self.fp is None or self._method == "HEAD":
            return b""
        line = []
        while limit < 0 or len(line) < limit:
            ahead = self.peek()
            if not ahead:
                break
            end = ahead.find(b"\n") + 1 or len(ahead)
            if limit >= 0:
                end = min(end, limit - sum(map(len, line)))
                if not end:
                    break
            line.append(self.read(end))
            if line[-1].endswith(b"\n"):
                break
        return b"".join(line)

    def fileno(self):
        """The number of the connection."""
        return self.fp.fileno()

    def getheader(self, name, default=None):
        """The values of a header, joined by commas."""
        if self.headers is None:
            raise ResponseNotReady()
        found = self.headers.get_all(name) or default
        if isinstance(found, str) or not hasattr(found, "__iter__"):
            return found
        return ", ".join(found)

    def getheaders(self):
        """Names and values of all headers."""
        if self.headers is None:
            raise ResponseNotReady()
        return list(self.headers.items())

    def __iter__(self):
        return self

    def info(self):
        """The headers."""
        return self.headers

    def geturl(self):
        """The address that was asked for."""
        return self.url

    def getcode(self):
        """The number of the answer."""
        return self.status


def _encode(data, name="data"):
    try:
        return data.encode("latin-1")
    except UnicodeEncodeError as failure:
        part = data[failure.start:failure.end]
        raise UnicodeEncodeError(
            failure.encoding, failure.object, failure.start, failure.end,
            f"{name.title()} ({part!r:.20}) is not valid Latin-1. Use {name}.encode('utf-8') "
            "if you want to send it encoded in UTF-8.") from None


def _has_control(text):
    return any(letter <= " " or letter == "\x7f" for letter in text)


class HTTPConnection:
    """A connection to a server, made when the first request is sent."""

    _http_vsn = 11
    _http_vsn_str = "HTTP/1.1"
    response_class = HTTPResponse
    default_port = HTTP_PORT
    auto_open = 1
    debuglevel = 0

    def __init__(self, host, port=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT,
                 source_address=None, blocksize=8192, *, max_response_headers=None):
        self.timeout = timeout
        self.source_address = source_address
        self.blocksize = blocksize
        self.sock = None
        self.max_response_headers = max_response_headers
        self._buffer = []
        self.__response = None
        self.__state = _CS_IDLE
        self._method = None
        self.host, self.port = self._get_hostport(host, port)
        if _has_control(self.host):
            raise InvalidURL(f"URL can't contain control characters. {self.host!r}")
        self._create_connection = socket.create_connection

    def _get_hostport(self, host, port):
        if port is None:
            colon, bracket = host.rfind(":"), host.rfind("]")
            port = self.default_port
            if colon > bracket:
                text = host[colon + 1:]
                if text:
                    try:
                        port = int(text)
                    except ValueError:
                        raise InvalidURL(f"nonnumeric port: '{text}'") from None
                host = host[:colon]
        if host and host[0] == "[" and host[-1] == "]":
            host = host[1:-1]
        return host, port

    def set_debuglevel(self, level):
        """How much is shown; nothing is."""
        self.debuglevel = level

    def set_tunnel(self, host, port=None, headers=None):
        """Refused: there are no tunnels."""
        raise NotImplementedError("Gila's http.client has no tunnels")

    def connect(self):
        """Make the connection."""
        self.sock = self._create_connection((self.host, self.port), self.timeout,
                                            self.source_address)
        try:
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as failure:
            if failure.errno != errno.ENOPROTOOPT:
                raise

    def close(self):
        """End the connection."""
        self.__state = _CS_IDLE
        try:
            sock, self.sock = self.sock, None
            if sock:
                sock.close()
        finally:
            response, self.__response = self.__response, None
            if response:
                response.close()

    def _read_readable(self, readable):
        text = isinstance(readable, io.TextIOBase)
        while block := readable.read(self.blocksize):
            yield block.encode("iso-8859-1") if text else block

    def send(self, data):
        """Send bytes, what a file has, or what an iterable gives."""
        if self.sock is None:
            if not self.auto_open:
                raise NotConnected()
            self.connect()
        if hasattr(data, "read"):
            for block in self._read_readable(data):
                self.sock.sendall(block)
            return
        try:
            self.sock.sendall(data)
        except TypeError:
            if not isinstance(data, collections.abc.Iterable):
                raise TypeError("data should be a bytes-like object or an iterable, "
                                f"got {type(data)!r}") from None
            for piece in data:
                self.sock.sendall(piece)

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        """Begin a request."""
        if self.__response and self.__response.isclosed():
            self.__response = None
        if self.__state != _CS_IDLE:
            raise CannotSendRequest(self.__state)
        self.__state = _CS_REQ_STARTED
        self._method = method
        url = url or "/"
        if any(letter <= "\x1f" for letter in method):
            raise ValueError("method can't contain control characters. "
                             f"{method!r} (found at least "
                             f"{next(letter for letter in method if letter <= chr(31))!r})")
        if _has_control(url):
            bad = next(letter for letter in url if _has_control(letter))
            raise InvalidURL(f"URL can't contain control characters. {url!r} "
                             f"(found at least {bad!r})")
        self._buffer.append(f"{method} {url} {self._http_vsn_str}".encode("ascii"))
        if self._http_vsn == 11:
            if not skip_host:
                netloc = url.split("/")[2] if url.startswith("http") and "://" in url else ""
                if netloc:
                    self.putheader("Host", netloc)
                else:
                    host = f"[{self.host}]" if ":" in self.host else self.host
                    self.putheader("Host", host if self.port == self.default_port
                                   else f"{host}:{self.port}")
            if not skip_accept_encoding:
                self.putheader("Accept-Encoding", "identity")

    def putheader(self, header, *values):
        """Send a header."""
        if self.__state != _CS_REQ_STARTED:
            raise CannotSendHeader()
        name = header.encode("ascii") if hasattr(header, "encode") else header
        if not name or name[:1].isspace() or b":" in name or any(byte in b"\r\n" for byte in name):
            raise ValueError(f"Invalid header name {name!r}")
        lines = []
        for value in values:
            if hasattr(value, "encode"):
                value = value.encode("latin-1")
            elif isinstance(value, int):
                value = str(value).encode("ascii")
            folded = value.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
            if any(not line.startswith((b" ", b"\t")) for line in folded[1:]):
                raise ValueError(f"Invalid header value {value!r}")
            lines.append(value)
        self._buffer.append(name + b": " + b"\r\n\t".join(lines))

    def endheaders(self, message_body=None, *, encode_chunked=False):
        """Send the headers, and a body behind them."""
        if self.__state != _CS_REQ_STARTED:
            raise CannotSendHeader()
        self.__state = _CS_REQ_SENT
        head = b"\r\n".join([*self._buffer, b"", b""])
        self._buffer.clear()
        self.send(head)
        if message_body is None:
            return
        if hasattr(message_body, "read"):
            pieces = self._read_readable(message_body)
        else:
            try:
                memoryview(message_body)
                pieces = (message_body,)
            except TypeError:
                pieces = iter(message_body)
        for piece in pieces:
            if not piece:
                # An empty chunk would end the body.
                continue
            if encode_chunked:
                piece = b"%X\r\n" % len(piece) + bytes(piece) + b"\r\n"
            self.send(piece)
        if encode_chunked:
            self.send(b"0\r\n\r\n")

    @staticmethod
    def _get_content_length(body, method):
        """How long a body is, None if nobody knows."""
        if body is None:
            return 0 if method.upper() in _METHODS_EXPECTING_BODY else None
        if hasattr(body, "read"):
            return None
        try:
            return memoryview(body).nbytes
        except TypeError:
            return len(body) if isinstance(body, str) else None

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        """Send a whole request."""
        names = {name.lower() for name in headers}
        self.putrequest(method, url, skip_host="host" in names,
                        skip_accept_encoding="accept-encoding" in names)
        if isinstance(body, str):
            body = _encode(body, "body")
        if "content-length" not in names and "transfer-encoding" not in names:
            encode_chunked = False
            length = self._get_content_length(body, method)
            if length is not None:
                self.putheader("Content-Length", str(length))
            elif body is not None:
                encode_chunked = True
                self.putheader("Transfer-Encoding", "chunked")
        elif "transfer-encoding" not in names:
            encode_chunked = False
        for name, value in headers.items():
            self.putheader(name, value)
        self.endheaders(body, encode_chunked=encode_chunked)

    def getresponse(self):
        """Wait for the answer."""
        if self.__response and self.__response.isclosed():
            self.__response = None
        if self.__state != _CS_REQ_SENT or self.__response:
            raise ResponseNotReady(self.__state)
        response = self.response_class(self.sock, method=self._method)
        try:
            try:
                if self.max_response_headers is None:
                    response.begin()
                else:
                    response.begin(_max_headers=self.max_response_headers)
            except ConnectionError:
                self.close()
                raise
            self.__state = _CS_IDLE
            if response.will_close:
                # The answer keeps the connection; a new request makes another one.
                self.close()
            else:
                self.__response = response
            return response
        except BaseException:
            response.close()
            raise
