"""What this runs on: the system, its version, the processor, this Python.

What cannot be told is an empty string.
"""

import collections
import functools
import os
import sys

_OPERATING_SYSTEM_FILES = ("/etc/os-release", "/usr/lib/os-release")


class uname_result(collections.namedtuple("uname_result_base",
                                          "system node release version machine")):
    """The system's names. The sixth, processor, is asked for when it is needed."""

    _fields = ("system", "node", "release", "version", "machine", "processor")

    @functools.cached_property
    def processor(self):
        import subprocess
        try:
            text = subprocess.check_output(["uname", "-p"], stderr=subprocess.DEVNULL, text=True,
                                           encoding="utf8")
        except (OSError, subprocess.CalledProcessError):
            return ""
        return _known(text.strip())

    @classmethod
    def _make(cls, names):
        names = tuple(names)
        made = cls(*names[:5])
        if len(names) > 6:
            raise TypeError(f"Expected 6 arguments, got {len(names)}")
        return made

    def __iter__(self):
        yield from super().__iter__()
        yield self.processor

    def __getitem__(self, key):
        return tuple(self)[key]

    def __len__(self):
        return len(self._fields)

    def __reduce__(self):
        return uname_result, tuple(super().__iter__())


def _known(text):
    return "" if text == "unknown" else text


@functools.cache
def uname():
    """All names of the system at once."""
    return uname_result(*map(_known, os.uname()))


def system():
    """The system's name: Linux."""
    return uname().system


def node():
    """This computer's name in the network."""
    return uname().node


def release():
    return uname().release


def version():
    return uname().version


def machine():
    """The kind of machine: x86_64."""
    return uname().machine


def processor():
    """The processor's own name; often the same as the machine's, or not known."""
    return uname().processor


def architecture(executable=sys.executable, bits="", linkage=""):
    """How wide this program's addresses are, and the format of its file."""
    bits = bits or ("64bit" if sys.maxsize > 2**32 else "32bit")
    try:
        with open(executable, "rb") as file:
            start = file.read(5)
    except OSError:
        return bits, linkage
    if start[:4] == b"\x7fELF":
        return {1: "32bit", 2: "64bit"}.get(start[4], bits), "ELF"
    return bits, linkage


@functools.cache
def libc_ver(executable=None, lib="", version="", chunksize=16384):
    """The C library and its version."""
    if executable is None:
        try:
            text = os.confstr("CS_GNU_LIBC_VERSION")
            name, number = text.split(maxsplit=1)
            return name, number
        except (AttributeError, ValueError, OSError):
            executable = sys.executable
            if not executable:
                return lib, version
    return _library_named_in(executable, chunksize) or (lib, version)


def _library_named_in(path, chunksize):
    """The newest version of the GNU library that a program's file names."""
    import re
    newest, rest = (), b""
    with open(os.path.realpath(path), "rb") as file:
        while chunk := file.read(chunksize):
            text = rest + chunk
            for found in re.findall(rb"GLIBC_([0-9.]+)", text):
                newest = max(newest, tuple(int(part) for part in found.split(b".") if part))
            rest = text[-64:]
    return ("glibc", ".".join(map(str, newest))) if newest else None


@functools.cache
def platform(aliased=False, terse=False):
    """All that matters in one text, to be read by people."""
    library, number = libc_ver()
    parts = [system(), release(), machine()]
    if terse:
        parts = parts[:2]
    else:
        parts += [processor()] if processor() != machine() else []
    parts += ["with", library + number]
    return "-".join(_in_file_name(part) for part in parts if part)


def _in_file_name(text):
    for character in "/\\:;\"()":
        text = text.replace(character, "-")
    return text.strip().replace(" ", "_").strip("-")


def freedesktop_os_release():
    """What the distribution says of itself."""
    for path in _OPERATING_SYSTEM_FILES:
        try:
            with open(path, encoding="utf-8") as file:
                return _os_release(file)
        except OSError:
            continue
    import errno
    raise OSError(errno.ENOENT, "Unable to read files " + ", ".join(_OPERATING_SYSTEM_FILES))


def _os_release(lines):
    import re
    found = {"NAME": "Linux", "ID": "linux", "PRETTY_NAME": "Linux"}
    for line in lines:
        name, is_there, value = line.strip().partition("=")
        if is_there and not name.startswith("#"):
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            found[name] = re.sub(r"\\([\"\'$`\\])", r"\1", value)
    return found


def python_implementation():
    """Who runs this program."""
    return sys.implementation.name.capitalize()


def python_version():
    return "%d.%d.%d" % sys.version_info[:3]


def python_version_tuple():
    return tuple(python_version().split("."))


def python_compiler():
    """What Gila was compiled with."""
    return sys.version.rpartition("[")[2].rstrip("]")


def python_branch():
    return ""


def python_revision():
    return ""


def invalidate_caches():
    """Forget what was found, so that it is looked up again."""
    for function in (uname, libc_ver, platform):
        function.cache_clear()
