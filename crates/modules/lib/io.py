"""Files: text, binary, buffered, and those that exist in memory only.

All of it is native, in `_io`; this module gives the names, and the abstract classes that
`isinstance()` is asked about.
"""

import _io
import abc as _abc
from _io import (
    DEFAULT_BUFFER_SIZE, BlockingIOError, BufferedRandom, BufferedReader, BufferedRWPair,
    BufferedWriter, BytesIO, FileIO, IncrementalNewlineDecoder, StringIO, TextIOWrapper,
    UnsupportedOperation, open, open_code, text_encoding,
)

__all__ = [
    "BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO",
    "StringIO", "BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRWPair",
    "BufferedRandom", "TextIOBase", "TextIOWrapper", "UnsupportedOperation", "SEEK_SET",
    "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE", "text_encoding",
    "IncrementalNewlineDecoder", "Reader", "Writer",
]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2

UnsupportedOperation.__module__ = "io"


class IOBase(_io._IOBase, metaclass=_abc.ABCMeta):
    """What all files have in common."""


class RawIOBase(_io._RawIOBase, IOBase):
    """A file without a buffer: each call is a call of the system."""


class BufferedIOBase(_io._BufferedIOBase, IOBase):
    """A binary file with a buffer."""


class TextIOBase(_io._TextIOBase, IOBase):
    """A text file."""


RawIOBase.register(FileIO)
for _class in (BytesIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair):
    BufferedIOBase.register(_class)
for _class in (StringIO, TextIOWrapper):
    TextIOBase.register(_class)
del _class


class Reader(metaclass=_abc.ABCMeta):
    """Has read()."""

    __slots__ = ()

    @_abc.abstractmethod
    def read(self, size=..., /):
        """Read at most `size` items, or all."""

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is not Reader:
            return NotImplemented
        return any("read" in vars(base) for base in subclass.__mro__) or NotImplemented

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class Writer(metaclass=_abc.ABCMeta):
    """Has write()."""

    __slots__ = ()

    @_abc.abstractmethod
    def write(self, data, /):
        """Write the data; the number of items written."""

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is not Writer:
            return NotImplemented
        return any("write" in vars(base) for base in subclass.__mro__) or NotImplemented

    __class_getitem__ = Reader.__dict__["__class_getitem__"]
