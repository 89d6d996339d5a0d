"""Taking addresses of the web apart, putting them together, and quoting their parts.

All of it works for `str` and, where every argument is, for ASCII `bytes`.
"""

from collections import namedtuple

__all__ = ["urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit",
           "urlencode", "parse_qs", "parse_qsl", "quote", "quote_plus", "quote_from_bytes",
           "unquote", "unquote_plus", "unquote_to_bytes", "DefragResult", "ParseResult",
           "SplitResult", "DefragResultBytes", "ParseResultBytes", "SplitResultBytes"]

# Schemes whose addresses may be relative, have a host, and have parameters.
uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp",
                 "mms", "prospero", "rtsp", "rtsps", "rtspu", "sftp", "svn", "svn+ssh", "ws",
                 "wss"]
uses_netloc = ["", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms",
               "https", "shttp", "snews", "prospero", "rtsp", "rtsps", "rtspu", "rsync", "svn",
               "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss", "itms-services"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtsps",
               "rtspu", "sip", "sips", "mms", "sftp", "tel"]

scheme_chars = ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.")
_UNSAFE_CHARACTERS = ["\t", "\r", "\n"]
_CONTROL_AND_SPACE = "".join(map(chr, range(33)))


def _as_text(*args):
    """The arguments as str, and how a result becomes what they were."""
    texts = [isinstance(arg, str) for arg in args if arg]
    if all(texts):
        if any(isinstance(arg, (bytes, bytearray)) for arg in args) and not texts:
            return [*(arg.decode("ascii") if not isinstance(arg, str) else arg for arg in args),
                    lambda result: result.encode("ascii")]
        return [*args, lambda result: result]
    if any(texts):
        raise TypeError("Cannot mix str and non-str arguments")
    return [*(arg.decode("ascii") if arg else "" for arg in args), _to_bytes]


def _to_bytes(result):
    return result.encode("ascii")


class _TextMixin:
    """What results made of str have."""

    __slots__ = ()

    def encode(self, encoding="ascii", errors="strict"):
        """The same as bytes."""
        return self._other(*(part.encode(encoding, errors) for part in self))


class _BytesMixin:
    """What results made of bytes have."""

    __slots__ = ()

    def decode(self, encoding="ascii", errors="strict"):
        """The same as str."""
        return self._other(*(part.decode(encoding, errors) for part in self))


class _NetlocMixin:
    """The parts of user:password@host:port."""

    __slots__ = ()

    def _signs(self):
        return ("@", ":", "[", "]", "%") if isinstance(self.netloc, str) else (
            b"@", b":", b"[", b"]", b"%")

    @property
    def _userinfo(self):
        at, colon, *_ = self._signs()
        userinfo, mark, _ = self.netloc.rpartition(at)
        if not mark:
            return None, None
        name, mark, password = userinfo.partition(colon)
        return name, password if mark else None

    @property
    def _hostinfo(self):
        at, colon, left, right, _ = self._signs()
        hostinfo = self.netloc.rpartition(at)[2]
        _, bracket, bracketed = hostinfo.partition(left)
        if bracket:
            host, _, port = bracketed.partition(right)
            port = port.partition(colon)[2]
        else:
            host, _, port = hostinfo.partition(colon)
        return host, port or None

    @property
    def username(self):
        """Who."""
        return self._userinfo[0]

    @property
    def password(self):
        """And the password."""
        return self._userinfo[1]

    @property
    def hostname(self):
        """The host, in lower case but for a scope."""
        host = self._hostinfo[0]
        if not host:
            return None
        percent = self._signs()[4]
        host, mark, scope = host.partition(percent)
        return host.lower() + mark + scope

    @property
    def port(self):
        """The port, an int."""
        port = self._hostinfo[1]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            text = port if isinstance(port, str) else port.decode("ascii")
            raise ValueError(f"Port could not be cast to integer value as {text!r}")
        number = int(port)
        if not 0 <= number <= 65535:
            raise ValueError("Port out of range 0-65535")
        return number


_Defrag = namedtuple("_Defrag", "url fragment")
_Split = namedtuple("_Split", "scheme netloc path query fragment")
_Parse = namedtuple("_Parse", "scheme netloc path params query fragment")


class DefragResult(_TextMixin, _Defrag):
    """An address and its fragment."""

    __slots__ = ()

    def geturl(self):
        """Both together."""
        return self.url + "#" + self.fragment if self.fragment else self.url


class SplitResult(_TextMixin, _NetlocMixin, _Split):
    """The five parts of an address."""

    __slots__ = ()

    def geturl(self):
        """All together."""
        return urlunsplit(self)


class ParseResult(_TextMixin, _NetlocMixin, _Parse):
    """The six parts of an address."""

    __slots__ = ()

    def geturl(self):
        """All together."""
        return urlunparse(self)


class DefragResultBytes(_BytesMixin, _Defrag):
    """An address and its fragment."""

    __slots__ = ()

    def geturl(self):
        """Both together."""
        return self.url + b"#" + self.fragment if self.fragment else self.url


class SplitResultBytes(_BytesMixin, _NetlocMixin, _Split):
    """The five parts of an address."""

    __slots__ = ()

    def geturl(self):
        """All together."""
        return urlunsplit(self)


class ParseResultBytes(_BytesMixin, _NetlocMixin, _Parse):
    """The six parts of an address."""

    __slots__ = ()

    def geturl(self):
        """All together."""
        return urlunparse(self)


for _text, _bytes in ((DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes),
                      (ParseResult, ParseResultBytes)):
    _text._other, _bytes._other = _bytes, _text
del _text, _bytes


def _given_back(result, coerce):
    """A result of str parts, or the same of bytes."""
    return result.encode() if coerce is _to_bytes else result


def _check_host(netloc):
    """Refuses brackets around what is no IPv6 address."""
    if ("[" in netloc) != ("]" in netloc):
        raise ValueError("Invalid IPv6 URL")
    if "[" in netloc:
        before, _, rest = netloc.rpartition("@")[2].partition("[")
        host, _, after = rest.partition("]")
        if before or (after and not after.startswith(":")):
            raise ValueError("Invalid IPv6 URL")
        if host.startswith("v"):
            version, dot, address = host[1:].partition(".")
            if not (version and dot and address):
                raise ValueError("IPvFuture address is invalid")
        else:
            import socket
            try:
                socket.inet_pton(socket.AF_INET6, host.partition("%")[0])
            except OSError:
                raise ValueError(f"{host!r} does not appear to be an IPv4 or IPv6 address") from None
    if not netloc.isascii():
        # Characters that become marks of an address when they are normalised.
        import unicodedata
        plain = netloc
        for mark in "@:#?":
            plain = plain.replace(mark, "")
        normal = unicodedata.normalize("NFKC", plain)
        if plain != normal and any(mark in normal for mark in "/?#@:"):
            raise ValueError("netloc " + netloc + " contains invalid characters "
                             "under NFKC normalization")


def urlsplit(url, scheme="", allow_fragments=True):
    """The parts of <scheme>://<netloc>/<path>?<query>#<fragment>."""
    url, scheme, coerce = _as_text(url, scheme)
    url = url.lstrip(_CONTROL_AND_SPACE)
    scheme = scheme.strip(_CONTROL_AND_SPACE)
    for unsafe in _UNSAFE_CHARACTERS:
        url = url.replace(unsafe, "")
        scheme = scheme.replace(unsafe, "")
    netloc = query = fragment = ""
    at = url.find(":")
    if at > 0 and url[0].isascii() and url[0].isalpha() and set(url[:at]) <= set(scheme_chars):
        scheme, url = url[:at].lower(), url[at + 1:]
    if url[:2] == "//":
        end = min((found for mark in "/?#" if (found := url.find(mark, 2)) >= 0),
                  default=len(url))
        netloc, url = url[2:end], url[end:]
        _check_host(netloc)
    if allow_fragments:
        url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    return _given_back(SplitResult(scheme, netloc, url, query, fragment), coerce)


def urlunsplit(components):
    """The opposite of urlsplit()."""
    scheme, netloc, url, query, fragment, coerce = _as_text(*components)
    if netloc:
        if url and url[0] != "/":
            url = "/" + url
        url = "//" + netloc + url
    elif url[:2] == "//":
        url = "//" + url
    elif scheme and scheme in uses_netloc and (not url or url[0] == "/"):
        url = "//" + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url += "?" + query
    if fragment:
        url += "#" + fragment
    return coerce(url)


def _split_params(path):
    """A path, and what is behind the ; in its last part."""
    at = path.find(";", path.rfind("/") + 1) if "/" in path else path.find(";")
    return (path, "") if at < 0 else (path[:at], path[at + 1:])


def urlparse(url, scheme="", allow_fragments=True):
    """The parts of <scheme>://<netloc>/<path>;<params>?<query>#<fragment>."""
    url, scheme, coerce = _as_text(url, scheme)
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        path, params = _split_params(path)
    return _given_back(ParseResult(scheme, netloc, path, params, query, fragment), coerce)


def urlunparse(components):
    """The opposite of urlparse()."""
    scheme, netloc, path, params, query, fragment, coerce = _as_text(*components)
    if params:
        path = f"{path};{params}"
    return coerce(urlunsplit((scheme, netloc, path, query, fragment)))


def urldefrag(url):
    """An address without its fragment, and the fragment."""
    url, coerce = _as_text(url)
    fragment = ""
    if "#" in url:
        *parts, fragment = urlparse(url)
        url = urlunparse((*parts, ""))
    return _given_back(DefragResult(url, fragment), coerce)


def _without_dots(segments):
    """The parts of a path, `.` and `..` resolved."""
    resolved = []
    for segment in segments:
        if segment == "..":
            if resolved:
                resolved.pop()
        elif segment != ".":
            resolved.append(segment)
    if segments[-1] in (".", ".."):
        resolved.append("")
    return resolved


def urljoin(base, url, allow_fragments=True):
    """What an address means that stands in a page of another address."""
    if not base:
        return url
    if not url:
        return base
    base, url, coerce = _as_text(base, url)
    bscheme, bnetloc, bpath, bparams, bquery, _ = urlparse(base, "", allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, bscheme, allow_fragments)
    if scheme != bscheme or scheme not in uses_relative:
        return coerce(url)
    if scheme in uses_netloc:
        if netloc:
            return coerce(urlunparse((scheme, netloc, path, params, query, fragment)))
        netloc = bnetloc
    if not path and not params:
        return coerce(urlunparse((scheme, netloc, bpath, bparams, query or bquery, fragment)))
    base_parts = bpath.split("/")
    if base_parts[-1] != "":
        # The last part is a file; the address is seen from its folder.
        del base_parts[-1]
    if path[:1] == "/":
        segments = path.split("/")
    else:
        segments = base_parts + path.split("/")
        # Empty parts within the path have no meaning there.
        segments[1:-1] = filter(None, segments[1:-1])
    path = "/".join(_without_dots(segments)) or "/"
    return coerce(urlunparse((scheme, netloc, path, params, query, fragment)))


# Quoting.

_ALWAYS_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")


def quote(string, safe="/", encoding=None, errors=None):
    """A text in which all but letters, digits, _.-~ and what is safe is written as %xx."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    """The same for values of forms: a space becomes a +."""
    space = " " if isinstance(string, str) else b" "
    if space not in string:
        return quote(string, safe, encoding, errors)
    safe += " " if isinstance(safe, str) else b" "
    return quote(string, safe, encoding, errors).replace(" ", "+")


def quote_from_bytes(bs, safe="/"):
    """The same for bytes."""
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if isinstance(safe, str):
        safe = safe.encode("ascii", "ignore")
    kept = _ALWAYS_SAFE | {byte for byte in safe if byte < 128}
    return "".join(chr(byte) if byte in kept else f"%{byte:02X}" for byte in bs)


def unquote_to_bytes(string):
    """The bytes of a quoted text."""
    if not string:
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    first, *rest = bytes(string).split(b"%")
    pieces = [first]
    for piece in rest:
        try:
            pieces += [bytes.fromhex(piece[:2].decode("ascii") if len(piece) >= 2 else "?"),
                       piece[2:]]
        except ValueError:
            pieces += [b"%", piece]
    return b"".join(pieces)


def unquote(string, encoding="utf-8", errors="replace"):
    """A quoted text as it was."""
    if isinstance(string, (bytes, bytearray)):
        return unquote_to_bytes(string).decode(encoding or "utf-8", errors or "replace")
    if "%" not in string:
        return string
    # Only ASCII can be quoted; what is beyond stays as it is.
    out, run = [], []
    for letter in string:
        if letter.isascii():
            run.append(letter)
        else:
            out.append(unquote_to_bytes("".join(run)).decode(encoding or "utf-8",
                                                             errors or "replace"))
            out.append(letter)
            run.clear()
    out.append(unquote_to_bytes("".join(run)).decode(encoding or "utf-8", errors or "replace"))
    return "".join(out)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    """The same for values of forms: a + becomes a space."""
    return unquote(string.replace("+", " "), encoding, errors)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8",
              errors="replace", max_num_fields=None, separator="&"):
    """The names and values of a query, as a list of pairs."""
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    is_text = isinstance(qs, str)
    if not is_text:
        if not qs:
            return []
        qs = bytes(qs).decode("utf-8", "surrogateescape")
    if isinstance(separator, bytes):
        separator = separator.decode("ascii")
    if not qs:
        return []
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError("Max number of fields exceeded")
    if is_text:
        def read(text):
            return unquote(text.replace("+", " "), encoding, errors)
    else:
        def read(text):
            plain = text.replace("+", " ").encode("utf-8", "surrogateescape")
            return unquote_to_bytes(plain)
    found = []
    for field in qs.split(separator):
        if not field and not strict_parsing:
            continue
        name, mark, value = field.partition("=")
        if not mark and strict_parsing:
            raise ValueError(f"bad query field: {field!r}")
        if value or keep_blank_values:
            found.append((read(name), read(value)))
    return found


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8",
             errors="replace", max_num_fields=None, separator="&"):
    """The names of a query, each with the list of its values."""
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors,
                                 max_num_fields, separator):
        found.setdefault(name, []).append(value)
    return found


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    """A query of names and values; with doseq, a list of values means one field for each."""
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError as error:
            raise TypeError("not a valid non-string sequence or mapping object") from error

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    fields = []
    for name, value in query:
        values = [value]
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
                values = value
            except TypeError:
                pass
        fields += [f"{quoted(name)}={quoted(each)}" for each in values]
    return "&".join(fields)
