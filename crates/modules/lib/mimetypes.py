"""The type of a file by the ending of its name."""

import os
import posixpath

__all__ = ["knownfiles", "inited", "MimeTypes", "guess_type", "guess_file_type",
           "guess_all_extensions", "guess_extension", "add_type", "init", "read_mime_types",
           "suffix_map", "encodings_map", "types_map", "common_types"]

# The system's own tables are not read: the answers are the same on all machines.
knownfiles = []
inited = False

suffix_map = {".svgz": ".svg.gz", ".tgz": ".tar.gz", ".taz": ".tar.gz", ".tz": ".tar.gz",
              ".tbz2": ".tar.bz2", ".txz": ".tar.xz"}
encodings_map = {".gz": "gzip", ".Z": "compress", ".bz2": "bzip2", ".xz": "xz", ".br": "br"}
common_types = {".rtf": "application/rtf", ".jpg": "image/jpg", ".pic": "image/pict",
                ".xul": "text/xul", ".midi": "audio/midi", ".mid": "audio/midi",
                ".pct": "image/pict", ".pict": "image/pict"}

_TYPES = """
application/epub+zip .epub
application/gzip .gz
application/javascript
application/json .json
application/manifest+json .webmanifest
application/msword .doc .dot .wiz
application/n-quads .nq
application/n-triples .nt
application/octet-stream .bin .a .dll .exe .o .obj .so
application/pdf .pdf
application/pkcs7-mime .p7c
application/postscript .ps .ai .eps
application/rtf .rtf
application/sql .sql
application/trig .trig
application/vnd.ms-excel .xls .xlb
application/vnd.ms-powerpoint .ppt .pot .ppa .pps .pwz
application/wasm .wasm
application/x-7z-compressed .7z
application/x-csh .csh
application/x-python-code .pyc .pyo
application/x-rar-compressed
application/x-sh .sh
application/x-tar .tar
application/x-tex .tex
application/xml .rdf .wsdl .xpdl .xsl
application/yaml .yaml .yml
application/zip .zip
audio/aac .adts .aac
audio/flac .flac
audio/mpeg .mp3 .mp2
audio/ogg .ogg .opus
audio/x-wav .wav
font/otf .otf
font/ttf .ttf
font/woff .woff
font/woff2 .woff2
image/avif .avif
image/bmp .bmp
image/gif .gif
image/jpeg .jpg .jpe .jpeg
image/png .png
image/svg+xml .svg
image/tiff .tiff .tif
image/vnd.microsoft.icon .ico
image/webp .webp
text/css .css
text/csv .csv
text/html .html .htm
text/javascript .js .mjs
text/markdown .md .markdown
text/n3 .n3
text/plain .txt .bat .c .h .ksh .pl .srt
text/rtf .rtf
text/tab-separated-values .tsv
text/vtt .vtt
text/x-python .py
text/x-rst .rst
text/xml .xml
video/mp4 .mp4
video/mpeg .mpeg .m1v .mpa .mpe .mpg
video/quicktime .mov .qt
video/webm .webm
"""
types_map = {}
for _line in _TYPES.split("\n"):
    _kind, *_endings = _line.split() or [""]
    for _ending in _endings:
        types_map.setdefault(_ending, _kind)
del _line, _kind, _endings, _ending
types_map[".js"] = "text/javascript"


class MimeTypes:
    """A table of types."""

    def __init__(self, filenames=(), strict=True):
        self.encodings_map = encodings_map.copy()
        self.suffix_map = suffix_map.copy()
        self.types_map = ({}, {})
        self.types_map_inv = ({}, {})
        for table, known in ((False, common_types), (True, types_map)):
            for ending, kind in known.items():
                self.add_type(kind, ending, table)
        for name in filenames:
            self.read(name, strict)

    def add_type(self, type, ext, strict=True):
        """Say of which type files with an ending are."""
        if not ext:
            return
        self.types_map[strict][ext] = type
        endings = self.types_map_inv[strict].setdefault(type, [])
        if ext not in endings:
            endings.append(ext)

    def guess_type(self, url, strict=True):
        """The type and the compression of what an address names, each None if not known."""
        from urllib.parse import urlsplit
        url = os.fspath(url)
        parts = urlsplit(url)
        if parts.scheme == "data":
            head = parts.path.partition(",")
            if not head[1]:
                return None, None
            kind = head[0].partition(";")[0]
            return ("text/plain" if "=" in kind or "/" not in kind else kind), None
        return self._guess(parts.path if len(parts.scheme) > 1 else url, strict, posixpath.splitext)

    def guess_file_type(self, path, *, strict=True):
        """The type and the compression of a file."""
        path = os.fsdecode(path)
        return self._guess(path, strict, os.path.splitext)

    def _guess(self, path, strict, splitext):
        base, ending = splitext(path)
        while (lower := ending.lower()) in self.suffix_map:
            base, ending = splitext(base + self.suffix_map[lower])
        encoding = None
        if ending in self.encodings_map:
            encoding = self.encodings_map[ending]
            base, ending = splitext(base)
        ending = ending.lower()
        for table in (True,) if strict else (True, False):
            if ending in self.types_map[table]:
                return self.types_map[table][ending], encoding
        return None, encoding

    def guess_all_extensions(self, type, strict=True):
        """All endings for a type."""
        type = type.lower()
        found = list(self.types_map_inv[True].get(type, []))
        if not strict:
            found += [ending for ending in self.types_map_inv[False].get(type, [])
                      if ending not in found]
        return found

    def guess_extension(self, type, strict=True):
        """An ending for a type."""
        return next(iter(self.guess_all_extensions(type, strict)), None)

    def read(self, filename, strict=True):
        """Read a table: a type and its endings on each line."""
        with open(filename, encoding="utf-8") as file:
            self.readfp(file, strict)

    def readfp(self, fp, strict=True):
        """The same from an open file."""
        for line in fp:
            kind, *endings = line.partition("#")[0].split() or [""]
            for ending in endings:
                self.add_type(kind, "." + ending, strict)


_db = None


def init(files=None):
    """Make the table anew."""
    global _db, inited
    inited = True
    _db = MimeTypes()
    for name in files or ():
        if os.path.isfile(name):
            _db.read(name)
    return None


def _table():
    if _db is None:
        init()
    return _db


def guess_type(url, strict=True):
    """The type and the compression of what an address names, each None if not known."""
    return _table().guess_type(url, strict)


def guess_file_type(path, *, strict=True):
    """The type and the compression of a file."""
    return _table().guess_file_type(path, strict=strict)


def guess_all_extensions(type, strict=True):
    """All endings for a type."""
    return _table().guess_all_extensions(type, strict)


def guess_extension(type, strict=True):
    """An ending for a type."""
    return _table().guess_extension(type, strict)


def add_type(type, ext, strict=True):
    """Say of which type files with an ending are."""
    _table().add_type(type, ext, strict)


def read_mime_types(file):
    """A table read from a file, or None if there is none."""
    try:
        with open(file, encoding="utf-8") as opened:
            made = MimeTypes()
            made.readfp(opened)
            return made.types_map[True]
    except OSError:
        return None
