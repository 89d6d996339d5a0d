"""Compression as zlib and gzip do it, and their checksums. The work is done in `_zlib`."""

from _zlib import adler32, compress, compressobj, crc32, decompress, decompressobj

DEFLATED = 8
DEF_BUF_SIZE = 16384
DEF_MEM_LEVEL = 8
MAX_WBITS = 15
# The version of zlib whose functions these are like.
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.3.1"

Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)


class error(Exception):
    """A stream that is damaged, or used in a wrong way."""

    __module__ = "zlib"
