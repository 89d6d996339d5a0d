"""Messages made of headers and a body: as much of it as HTTP needs.

`email.message.Message` is a message, `email.parser` reads them, `email.utils` knows dates and
addresses. Messages with several parts are not taken apart.
"""

__all__ = ["message", "parser", "utils", "errors", "message_from_string", "message_from_bytes",
           "message_from_file", "message_from_binary_file"]


def message_from_string(s, *args, **kwargs):
    """The message that a text holds."""
    from email.parser import Parser
    return Parser(*args, **kwargs).parsestr(s)


def message_from_bytes(s, *args, **kwargs):
    """The message that bytes hold."""
    from email.parser import BytesParser
    return BytesParser(*args, **kwargs).parsebytes(s)


def message_from_file(fp, *args, **kwargs):
    """The message that a text file holds."""
    from email.parser import Parser
    return Parser(*args, **kwargs).parse(fp)


def message_from_binary_file(fp, *args, **kwargs):
    """The message that a binary file holds."""
    from email.parser import BytesParser
    return BytesParser(*args, **kwargs).parse(fp)
