"""What can go wrong when an address is opened."""

import io

__all__ = ["URLError", "HTTPError", "ContentTooShortError"]


class URLError(OSError):
    """An address cannot be opened; `reason` says why."""

    def __init__(self, reason, filename=None):
        self.args = (reason,)
        self.reason = reason
        if filename is not None:
            self.filename = filename

    def __str__(self):
        return f"<urlopen error {self.reason}>"


class HTTPError(URLError):
    """A server has answered with an error. It can be read like any answer."""

    def __init__(self, url, code, msg, hdrs, fp):
        self.code = code
        self.msg = msg
        self.hdrs = hdrs
        self.fp = io.BytesIO() if fp is None else fp
        self.filename = url

    def __str__(self):
        return f"HTTP Error {self.code}: {self.msg}"

    def __repr__(self):
        return f"<HTTPError {self.code}: {self.msg!r}>"

    def __getattr__(self, name):
        if name in ("fp", "file"):
            raise AttributeError(name)
        return getattr(self.fp, name)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        return iter(self.fp)

    def close(self):
        """Close the answer."""
        self.fp.close()

    def info(self):
        """The headers of the answer."""
        return self.hdrs

    def geturl(self):
        """The address that was asked for."""
        return self.filename

    def getcode(self):
        """The number of the answer."""
        return self.code

    @property
    def reason(self):
        """Why."""
        return self.msg

    @property
    def headers(self):
        """The headers of the answer."""
        return self.hdrs

    @headers.setter
    def headers(self, headers):
        self.hdrs = headers

    @property
    def url(self):
        """The address that was asked for."""
        return self.filename

    @property
    def status(self):
        """The number of the answer."""
        return self.code


class ContentTooShortError(URLError):
    """Less came than the server had announced."""

    def __init__(self, message, content):
        URLError.__init__(self, message)
        self.content = content
