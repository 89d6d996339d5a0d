"""Values as C lays them out in memory, to and from bytes. The work is done in `_struct`."""

from _struct import Struct, calcsize, iter_unpack, pack, pack_into, unpack, unpack_from

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]


class error(Exception):
    """A format or a value that does not fit."""

    __module__ = "struct"
