"""Opening addresses: `urlopen()` for http:, file: and data:.

An opener asks its handlers in turn, by the names of their methods: `http_open` opens http:,
`http_request` and `http_response` look at what goes and comes, `http_error_404` is asked
about an error, `http_error_default` about those that nobody else wants.

There is no https:, for want of encryption, and no asking by way of a proxy: a proxy set in the
environment is an error where it would be used.
"""

import bisect
import email.message
import http.client
import io
import os
import socket
import sys
from http import HTTPStatus
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import (quote, unquote, unquote_to_bytes, urljoin, urlparse, urlsplit,
                          urlunparse)
from urllib.response import addinfourl

__all__ = ["Request", "OpenerDirector", "BaseHandler", "HTTPDefaultErrorHandler",
           "HTTPRedirectHandler", "HTTPErrorProcessor", "ProxyHandler", "AbstractHTTPHandler",
           "HTTPHandler", "FileHandler", "DataHandler", "UnknownHandler", "urlopen",
           "install_opener", "build_opener", "pathname2url", "url2pathname", "getproxies",
           "urlretrieve", "urlcleanup"]

__version__ = "%d.%d" % sys.version_info[:2]

_opener = None


def urlopen(url, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, *, context=None):
    """Open an address, or a Request; the answer is read like a file."""
    global _opener
    if context is not None:
        raise NotImplementedError("Gila's urllib.request has no https:")
    if _opener is None:
        _opener = build_opener()
    return _opener.open(url, data, timeout)


def install_opener(opener):
    """Have urlopen() use an opener."""
    global _opener
    _opener = opener


def build_opener(*handlers):
    """An opener with the usual handlers, but for those that the given ones are based on."""
    usual = [ProxyHandler, UnknownHandler, HTTPHandler, HTTPDefaultErrorHandler,
             HTTPRedirectHandler, FileHandler, HTTPErrorProcessor, DataHandler]
    opener = OpenerDirector()
    for known in usual:
        if not any(issubclass(given if isinstance(given, type) else type(given), known)
                   for given in handlers):
            opener.add_handler(known())
    for given in handlers:
        opener.add_handler(given() if isinstance(given, type) else given)
    return opener


class Request:
    """What is asked for: an address, headers, and data to send."""

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False,
                 method=None):
        self.full_url = url
        self.headers = {}
        self.unredirected_hdrs = {}
        self._data = None
        self.data = data
        self._tunnel_host = None
        for name, value in headers.items():
            self.add_header(name, value)
        self.origin_req_host = request_host(self) if origin_req_host is None else origin_req_host
        self.unverifiable = unverifiable
        self.timeout = None
        if method:
            self.method = method

    @property
    def full_url(self):
        """The address."""
        return f"{self._full_url}#{self.fragment}" if self.fragment else self._full_url

    @full_url.setter
    def full_url(self, url):
        url = _unwrap(url)
        self._full_url, mark, fragment = url.partition("#")
        self.fragment = fragment if mark else None
        self._parse()

    @full_url.deleter
    def full_url(self):
        self._full_url = self.fragment = None
        self.selector = ""

    @property
    def data(self):
        """What is sent."""
        return self._data

    @data.setter
    def data(self, data):
        if data != self._data:
            self._data = data
            if self.has_header("Content-length"):
                self.remove_header("Content-length")

    @data.deleter
    def data(self):
        self.data = None

    def _parse(self):
        scheme, colon, rest = self._full_url.partition(":")
        if not colon or not scheme or "/" in scheme:
            raise ValueError(f"unknown url type: {self.full_url!r}")
        self.type = scheme.lower()
        self.host = None
        self.selector = rest
        if rest.startswith("//"):
            host, slash, path = rest[2:].partition("/")
            for mark in "?#":
                if mark in host:
                    host, _, query = host.partition(mark)
                    slash, path = "/" + mark, query + slash + path
            self.host = unquote(host)
            self.selector = (slash + path) or "/"
            if slash and not self.selector.startswith("/"):
                self.selector = "/" + self.selector

    def get_method(self):
        """What is wanted: GET, POST if there is data, or what was given."""
        return getattr(self, "method", "POST" if self.data is not None else "GET")

    def get_full_url(self):
        """The address."""
        return self.full_url

    def set_proxy(self, host, type):
        """Refused: there are no proxies."""
        raise NotImplementedError("Gila's urllib.request has no proxies")

    def has_proxy(self):
        """Never."""
        return False

    def add_header(self, key, val):
        """Add a header."""
        self.headers[key.capitalize()] = val

    def add_unredirected_header(self, key, val):
        """Add a header that is not sent to where the server sends us."""
        self.unredirected_hdrs[key.capitalize()] = val

    def has_header(self, header_name):
        """Whether there is such a header."""
        return header_name in self.headers or header_name in self.unredirected_hdrs

    def get_header(self, header_name, default=None):
        """The value of a header."""
        return self.headers.get(header_name, self.unredirected_hdrs.get(header_name, default))

    def remove_header(self, header_name):
        """Remove a header."""
        self.headers.pop(header_name, None)
        self.unredirected_hdrs.pop(header_name, None)

    def header_items(self):
        """Names and values of all headers."""
        return list({**self.unredirected_hdrs, **self.headers}.items())


def _unwrap(url):
    """An address without the marks that some put around it."""
    url = str(url).strip()
    if url[:1] == "<" and url[-1:] == ">":
        url = url[1:-1].strip()
    return url.removeprefix("URL:").strip()


def request_host(request):
    """The host of a request, in lower case and without a port."""
    host = urlparse(request.full_url)[1] or request.get_header("Host", "")
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


class OpenerDirector:
    """Asks handlers in turn."""

    def __init__(self):
        self.addheaders = [("User-agent", f"Python-urllib/{__version__}")]
        self.handlers = []
        self.handle_open = {}
        self.handle_error = {}
        self.process_response = {}
        self.process_request = {}

    def add_handler(self, handler):
        """Ask a handler, too."""
        if not hasattr(handler, "add_parent"):
            raise TypeError(f"expected BaseHandler instance, got {type(handler)!r}")
        added = False
        for name in dir(handler):
            if name in ("redirect_request", "do_open", "proxy_open"):
                continue
            protocol, _, condition = name.partition("_")
            if condition.startswith("error"):
                kind = condition.partition("_")[2]
                kind = int(kind) if kind.isdigit() else kind
                table = self.handle_error.setdefault(protocol, {})
            elif condition == "open":
                kind, table = protocol, self.handle_open
            elif condition == "response":
                kind, table = protocol, self.process_response
            elif condition == "request":
                kind, table = protocol, self.process_request
            else:
                continue
            bisect.insort(table.setdefault(kind, []), handler)
            added = True
        if added:
            bisect.insort(self.handlers, handler)
            handler.add_parent(self)

    def close(self):
        """Nothing is kept open."""

    def _call_chain(self, chain, kind, name, *args):
        for handler in chain.get(kind, ()):
            result = getattr(handler, name)(*args)
            if result is not None:
                return result
        return None

    def open(self, fullurl, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        """Open an address, or a Request."""
        if isinstance(fullurl, str):
            request = Request(fullurl, data)
        else:
            request = fullurl
            if data is not None:
                request.data = data
        request.timeout = timeout
        protocol = request.type
        for handler in self.process_request.get(protocol, ()):
            request = getattr(handler, f"{protocol}_request")(request)
        response = self._open(request, data)
        for handler in self.process_response.get(protocol, ()):
            response = getattr(handler, f"{protocol}_response")(request, response)
        return response

    def _open(self, request, data=None):
        for kind, name in (("default", "default_open"), (request.type, f"{request.type}_open"),
                           ("unknown", "unknown_open")):
            result = self._call_chain(self.handle_open, kind, name, request)
            if result:
                return result
        return None

    def error(self, proto, *args):
        """Ask the handlers about an error: request, answer, number, message, headers."""
        if proto in ("http", "https"):
            table, code = self.handle_error["http"], args[2]
            result = self._call_chain(table, code, f"http_error_{code}", *args)
            return result or self._call_chain(table, "default", "http_error_default", *args)
        table = self.handle_error.get(proto, {})
        return self._call_chain(table, proto, f"{proto}_error", *args)


class BaseHandler:
    """What handlers have in common: an order, and the opener that asks them."""

    handler_order = 500

    def add_parent(self, parent):
        """Learn which opener asks."""
        self.parent = parent

    def close(self):
        """For subclasses."""

    def __lt__(self, other):
        if not hasattr(other, "handler_order"):
            return True
        return self.handler_order < other.handler_order


class HTTPErrorProcessor(BaseHandler):
    """Makes errors of answers that are none of success."""

    handler_order = 1000

    def http_response(self, request, response):
        code, message, headers = response.code, response.msg, response.info()
        if not 200 <= code < 300:
            response = self.parent.error("http", request, response, code, message, headers)
        return response

    https_response = http_response


class HTTPDefaultErrorHandler(BaseHandler):
    """Raises what nobody else has made anything of."""

    def http_error_default(self, req, fp, code, msg, hdrs):
        raise HTTPError(req.full_url, code, msg, hdrs, fp)


class HTTPRedirectHandler(BaseHandler):
    """Goes where the server says that the answer is."""

    max_repeats = 4
    max_redirections = 10
    inf_msg = ("The HTTP server returned a redirect error that would "
               "lead to an infinite loop.\nThe last 30x error message was:\n")

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        """The new request, or an error if the server may not be obeyed."""
        method = req.get_method()
        allowed = (code in (301, 302, 303, 307, 308) and method in ("GET", "HEAD")
                   or code in (301, 302, 303) and method == "POST")
        if not allowed:
            raise HTTPError(req.full_url, code, msg, headers, fp)
        kept = {name: value for name, value in req.headers.items()
                if name.lower() not in ("content-length", "content-type")}
        return Request(newurl.replace(" ", "%20"), headers=kept,
                       origin_req_host=req.origin_req_host, unverifiable=True,
                       method="HEAD" if method == "HEAD" else "GET")

    def http_error_302(self, req, fp, code, msg, headers):
        newurl = headers.get("location") or headers.get("uri")
        if newurl is None:
            return None
        parts = urlparse(newurl)
        if parts.scheme not in ("http", "https", "ftp", ""):
            raise HTTPError(newurl, code,
                            f"{msg} - Redirection to url '{newurl}' is not allowed", headers, fp)
        if not parts.path and parts.netloc:
            parts = parts._replace(path="/")
        newurl = quote(urlunparse(parts), encoding="iso-8859-1",
                       safe="!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
        newurl = urljoin(req.full_url, newurl)
        new = self.redirect_request(req, fp, code, msg, headers, newurl)
        if new is None:
            return None
        visited = new.redirect_dict = req.redirect_dict = getattr(req, "redirect_dict", {})
        if (visited.get(newurl, 0) >= self.max_repeats
                or len(visited) >= self.max_redirections):
            raise HTTPError(req.full_url, code, self.inf_msg + msg, headers, fp)
        visited[newurl] = visited.get(newurl, 0) + 1
        fp.read()
        fp.close()
        return self.parent.open(new, timeout=req.timeout)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


class ProxyHandler(BaseHandler):
    """Refuses to ask where the environment, or the program, wants a proxy asked."""

    handler_order = 100

    def __init__(self, proxies=None):
        self.proxies = getproxies() if proxies is None else proxies

    def http_open(self, request):
        """Not by way of a proxy."""
        if self.proxies.get("http") and not _bypasses(request.host or ""):
            raise URLError("Gila's urllib.request cannot ask by way of a proxy")
        return None


def _bypasses(host):
    """Whether no proxy is to be asked for a host."""
    hosts = os.environ.get("no_proxy", os.environ.get("NO_PROXY", ""))
    if hosts == "*":
        return True
    name = urlsplit("//" + host).hostname or ""
    if name in ("localhost", "127.0.0.1", "::1"):
        return True
    wanted = [known.strip().lstrip(".").lower() for known in hosts.split(",")]
    return any(known and (name == known or name.endswith("." + known)) for known in wanted)


def getproxies():
    """The proxies of the environment, by scheme."""
    return {name[:-6].lower(): value for name, value in os.environ.items()
            if name.lower().endswith("_proxy") and value and name.lower() != "no_proxy"}


class AbstractHTTPHandler(BaseHandler):
    """Asks servers."""

    def __init__(self, debuglevel=None):
        self._debuglevel = debuglevel

    def set_http_debuglevel(self, level):
        """How much is shown; nothing is."""
        self._debuglevel = level

    def do_request_(self, request):
        """Complete the headers of a request."""
        if not request.host:
            raise URLError("no host given")
        if request.data is not None:
            data = request.data
            if isinstance(data, str):
                raise TypeError("POST data should be bytes, an iterable of bytes, "
                                "or a file object. It cannot be of type str.")
            if not request.has_header("Content-type"):
                request.add_unredirected_header("Content-type",
                                                "application/x-www-form-urlencoded")
            if not request.has_header("Content-length") and not request.has_header(
                    "Transfer-encoding"):
                length = http.client.HTTPConnection._get_content_length(data, "POST")
                if length is None:
                    request.add_unredirected_header("Transfer-encoding", "chunked")
                else:
                    request.add_unredirected_header("Content-length", str(length))
        if not request.has_header("Host"):
            request.add_unredirected_header("Host", request.host)
        for name, value in self.parent.addheaders:
            if not request.has_header(name.capitalize()):
                request.add_unredirected_header(name.capitalize(), value)
        return request

    def do_open(self, http_class, req, **http_conn_args):
        """Send a request; the answer."""
        if not req.host:
            raise URLError("no host given")
        connection = http_class(req.host, timeout=req.timeout, **http_conn_args)
        headers = {**req.unredirected_hdrs, **req.headers, "Connection": "close"}
        headers = {name.title(): value for name, value in headers.items()}
        try:
            try:
                connection.request(req.get_method(), req.selector, req.data, headers,
                                   encode_chunked=req.has_header("Transfer-encoding"))
            except OSError as failure:
                raise URLError(failure) from failure
            response = connection.getresponse()
        except BaseException:
            connection.close()
            raise
        if connection.sock:
            # The answer holds the connection as long as it is read.
            connection.sock.close()
            connection.sock = None
        response.url = req.get_full_url()
        # What earlier versions had as the message.
        response.msg = response.reason
        return response


class HTTPHandler(AbstractHTTPHandler):
    """Opens http:."""

    def http_open(self, req):
        return self.do_open(http.client.HTTPConnection, req)

    http_request = AbstractHTTPHandler.do_request_


class UnknownHandler(BaseHandler):
    """Refuses what nobody opens."""

    def unknown_open(self, req):
        raise URLError(f"unknown url type: {req.type}")


def url2pathname(pathname, *, require_scheme=False, resolve_host=False):
    """The file that an address of a file names."""
    if require_scheme:
        if pathname[:5].lower() != "file:":
            raise URLError("URL is missing a 'file:' scheme")
        pathname = pathname[5:]
    if pathname[:2] == "//":
        host, slash, path = pathname[2:].partition("/")
        if host and host.lower() != "localhost":
            raise URLError("file:// scheme is supported only on localhost")
        pathname = slash + path
    return unquote(pathname, sys.getfilesystemencoding(), "surrogateescape")


def pathname2url(pathname, *, add_scheme=False):
    """The address of a file."""
    scheme = "file:" if add_scheme else ""
    if pathname[:1] == "/":
        scheme += "//"
    quoted = quote(os.fsencode(pathname))
    return scheme + quoted


class FileHandler(BaseHandler):
    """Opens file:."""

    def file_open(self, req):
        return self.open_local_file(req)

    def open_local_file(self, req):
        """The file, with headers as if a server had sent it."""
        import email.utils
        import mimetypes
        name = url2pathname(req.full_url.partition("#")[0], require_scheme=True)
        try:
            status = os.stat(name)
            headers = email.message.Message()
            headers["Content-type"] = mimetypes.guess_file_type(name)[0] or "text/plain"
            headers["Content-length"] = str(status.st_size)
            headers["Last-modified"] = email.utils.formatdate(status.st_mtime, usegmt=True)
            return addinfourl(open(name, "rb"), headers, pathname2url(name, add_scheme=True))
        except OSError as failure:
            raise URLError(failure, failure.filename) from failure


class DataHandler(BaseHandler):
    """Opens data:, where the address is the answer."""

    def data_open(self, req):
        kind, comma, data = req.full_url.partition(":")[2].partition(",")
        if not comma:
            raise ValueError("data: URL has no comma")
        data = unquote_to_bytes(data)
        if kind.endswith(";base64"):
            import base64
            data = base64.decodebytes(data)
            kind = kind[:-7]
        headers = email.message.Message()
        headers["Content-type"] = kind or "text/plain;charset=US-ASCII"
        headers["Content-length"] = str(len(data))
        return addinfourl(io.BytesIO(data), headers, req.full_url)


_url_tempfiles = []


def urlretrieve(url, filename=None, reporthook=None, data=None):
    """Store what an address has in a file: its name, and the headers."""
    with urlopen(url, data) as answer:
        headers = answer.info()
        scheme, _, path = _unwrap(url).partition(":")
        if scheme == "file" and not filename:
            return os.path.normpath(url2pathname(path)), headers
        if filename:
            target = open(filename, "wb")
        else:
            import tempfile
            target = tempfile.NamedTemporaryFile(delete=False)
            filename = target.name
            _url_tempfiles.append(filename)
        with target:
            size = int(headers["Content-Length"]) if "content-length" in headers else -1
            block, got, count = 8192, 0, 0
            if reporthook:
                reporthook(0, block, size)
            while piece := answer.read(block):
                got += len(piece)
                target.write(piece)
                count += 1
                if reporthook:
                    reporthook(count, block, size)
    if size >= 0 and got < size:
        raise ContentTooShortError(
            f"retrieval incomplete: got only {got} out of {size} bytes", (filename, headers))
    return filename, headers


def urlcleanup():
    """Remove the files that urlretrieve() has made up names for, and the opener."""
    global _opener
    for name in _url_tempfiles:
        try:
            os.unlink(name)
        except OSError:
            pass
    _url_tempfiles.clear()
    _opener = None
