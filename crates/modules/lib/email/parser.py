"""Reading messages: headers up to an empty line, then the body."""

from email.errors import MissingHeaderBodySeparatorDefect
from email.message import Message

__all__ = ["Parser", "HeaderParser", "BytesParser", "BytesHeaderParser", "FeedParser",
           "BytesFeedParser"]


def _is_name(name):
    return bool(name) and all("!" <= letter <= "~" for letter in name)


def _lines(text):
    """The lines of a text with their ends, which are those of files only."""
    start = 0
    while start < len(text):
        ends = [at for at in (text.find("\n", start), text.find("\r", start)) if at >= 0]
        end = min(ends, default=len(text) - 1) + 1
        if text[end - 1:end + 1] == "\r\n":
            end += 1
        yield text[start:end]
        start = end


class FeedParser:
    """Is given a message piece by piece."""

    def __init__(self, _factory=None, *, policy=None):
        self._factory = _factory or Message
        self._policy = policy
        self._pieces = []

    def feed(self, data):
        """Take a piece."""
        self._pieces.append(data)

    def close(self):
        """The message."""
        return _parse("".join(self._pieces), self._factory, self._policy)


class BytesFeedParser(FeedParser):
    """The same for bytes."""

    def feed(self, data):
        super().feed(data.decode("ascii", "surrogateescape"))


def _parse(text, factory, policy=None):
    try:
        message = factory(policy=policy)
    except TypeError:
        message = factory()
    lines = list(_lines(text))
    at, headers = 0, []
    while at < len(lines):
        line = lines[at]
        if line.strip("\r\n") == "":
            at += 1
            break
        if line[0] in " \t" and headers:
            headers[-1][1].append(line)
        else:
            name, colon, value = line.partition(":")
            name = name.rstrip(" \t")
            if not colon or not _is_name(name):
                message.defects.append(MissingHeaderBodySeparatorDefect(line))
                break
            headers.append((name, [value.lstrip(" \t")]))
        at += 1
    for name, parts in headers:
        message.set_raw(name, "".join(parts).rstrip("\r\n"))
    message.set_payload("".join(lines[at:]))
    return message


class Parser:
    """Reads messages from text."""

    def __init__(self, _class=None, *, policy=None):
        self._class = _class or Message
        self.policy = policy

    def parse(self, fp, headersonly=False):
        """The message in a file."""
        return self.parsestr(fp.read(), headersonly)

    def parsestr(self, text, headersonly=False):
        """The message in a text."""
        return _parse(text, self._class, self.policy)


class HeaderParser(Parser):
    """Reads messages whose body is not looked at."""


class BytesParser:
    """Reads messages from bytes."""

    def __init__(self, *args, **kwargs):
        self.parser = Parser(*args, **kwargs)

    def parse(self, fp, headersonly=False):
        """The message in a file."""
        return self.parsebytes(fp.read(), headersonly)

    def parsebytes(self, text, headersonly=False):
        """The message in bytes."""
        return self.parser.parsestr(text.decode("ascii", "surrogateescape"), headersonly)


class BytesHeaderParser(BytesParser):
    """Reads messages whose body is not looked at."""
