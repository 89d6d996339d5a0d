"""What can be wrong with a message."""


class MessageError(Exception):
    """Base of all errors here."""


class MessageParseError(MessageError):
    """A message cannot be read."""


class HeaderParseError(MessageParseError):
    """A header cannot be read."""


class MessageDefect(ValueError):
    """Something wrong that a parser has put up with."""

    def __init__(self, line=None):
        if line is not None:
            super().__init__(line)
        self.line = line


class MissingHeaderBodySeparatorDefect(MessageDefect):
    """A line that is no header came before the empty line."""
