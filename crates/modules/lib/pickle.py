"""Objects as bytes, and back.

A pickle is a program for a small machine with a stack and a memo: each opcode below is one byte and what follows it.
`Pickler` writes such programs, `Unpickler` runs them. Never run one from somebody you do not trust: it may call anything.
"""

import _compat_pickle
import io
import re
import sys
from _pickle_opcodes import *
from copyreg import (
    __newobj__ as _newobj,
    __newobj_ex__ as _newobj_ex,
    _extension_cache,
    _extension_registry,
    _inverted_registry,
    dispatch_table,
)
from functools import partial
from itertools import batched
from struct import pack, unpack
from types import FunctionType

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 5
format_version = "5.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads"]


class PickleError(Exception):
    """Something is wrong with pickling or unpickling."""


class PicklingError(PickleError):
    """An object that cannot be pickled."""


class UnpicklingError(PickleError):
    """Bytes that are no pickle, or a damaged one."""


for _class in PickleError, PicklingError, UnpicklingError:
    _class.__module__ = "_pickle"
del _class

__all__ += sorted(name for name in list(globals()) if name.isupper())


def encode_long(x):
    """An int in as few bytes as it needs, the lowest first, with a sign."""
    if x == 0:
        return b""
    size = (x.bit_length() >> 3) + 1
    data = x.to_bytes(size, "little", signed=True)
    if x < 0 and size > 1 and data[-1] == 0xFF and data[-2] & 0x80:
        data = data[:-1]
    return data


def decode_long(data):
    """The int behind encode_long()."""
    return int.from_bytes(data, "little", signed=True)


def _found(module_name, name, obj):
    """The object of a dotted name in a module; PicklingError if there is none."""
    try:
        __import__(module_name, level=0)
        module = sys.modules[module_name]
    except (ImportError, ValueError, KeyError) as error:
        raise PicklingError(f"Can't pickle {obj!r}: {error!s}") from error
    found = module
    for part in name.split("."):
        if part == "<locals>":
            raise PicklingError(f"Can't pickle local object {obj!r}")
        try:
            found = getattr(found, part)
        except AttributeError:
            raise PicklingError(f"Can't pickle {obj!r}: it's not found as {module_name}.{name}")
    return found


def _module_of(obj, name):
    """The module in which an object is found under a name."""
    module = getattr(obj, "__module__", None)
    if module is not None:
        return module
    for module_name, module in list(sys.modules.items()):
        if module_name in ("__main__", "__mp_main__") or module is None:
            continue
        found = module
        try:
            for part in name.split("."):
                found = getattr(found, part)
        except AttributeError:
            continue
        if found is obj:
            return module_name
    return "__main__"


def _shown(cls):
    """A class in a note."""
    module = cls.__module__
    return cls.__qualname__ if module in ("builtins", "__main__") else f"{module}.{cls.__qualname__}"


# What a float's text starts with.
_FLOAT_TEXT = re.compile(r"[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)", re.ASCII | re.IGNORECASE)

# Frames of about this size are written at once, from protocol 4 on.
_FRAME_SIZE = 64 * 1024
_BATCH = 1000


class _Noted:
    """Says, on an exception that passes, what was being pickled."""

    __slots__ = ("note",)

    def __init__(self, note):
        self.note = note

    def __enter__(self):
        pass

    def __exit__(self, kind, error, trace):
        if error is not None and isinstance(error, Exception):
            error.add_note(self.note() if callable(self.note) else self.note)


class Pickler:
    """Writes pickles to a file. What occurs twice, also in several calls of dump(), is written once."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
        if buffer_callback is not None:
            raise NotImplementedError("buffers outside of the pickle are not supported")
        try:
            self._write_out = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self.memo = {}
        self.proto = protocol
        self.bin = protocol >= 1
        self.fast = 0
        self.fix_imports = fix_imports and protocol < 3
        self._frame = None

    def clear_memo(self):
        """Forget what was written."""
        self.memo.clear()

    def dump(self, obj):
        """Write the pickle of an object."""
        if not hasattr(self, "_write_out"):
            raise PicklingError(f"Pickler.__init__() was not called by {type(self).__name__}.__init__()")
        if self.proto >= 2:
            self._write_out(PROTO + bytes([self.proto]))
        self._frame = io.BytesIO()
        try:
            self.save(obj)
            self.write(STOP)
            self._commit_frame()
        finally:
            self._frame = None

    def write(self, data):
        self._frame.write(data)
        if self._frame.tell() >= _FRAME_SIZE:
            self._commit_frame()

    def _write_large(self, header, data):
        """Data too large for a frame."""
        self._commit_frame()
        self._write_out(header)
        self._write_out(data)

    def _commit_frame(self):
        data = self._frame.getvalue()
        if not data:
            return
        if self.proto >= 4 and len(data) >= 4:
            self._write_out(FRAME + pack("<Q", len(data)))
        self._write_out(data)
        self._frame = io.BytesIO()

    def memoize(self, obj):
        """Have the memo remember the object on top of the stack."""
        if self.fast:
            return
        number = len(self.memo)
        self.memo[id(obj)] = number, obj
        if self.proto >= 4:
            self.write(MEMOIZE)
        elif not self.bin:
            self.write(PUT + repr(number).encode() + b"\n")
        elif number < 256:
            self.write(BINPUT + bytes([number]))
        else:
            self.write(LONG_BINPUT + pack("<I", number))

    def _get(self, number):
        if not self.bin:
            return GET + repr(number).encode() + b"\n"
        return BINGET + bytes([number]) if number < 256 else LONG_BINGET + pack("<I", number)

    def persistent_id(self, obj):
        """What stands for an object that is not in the pickle itself; None for most."""
        return None

    def save(self, obj, save_persistent_id=True):
        if save_persistent_id:
            pid = self.persistent_id(obj)
            if pid is not None:
                self._save_persistent(pid)
                return
        known = self.memo.get(id(obj))
        if known is not None:
            self.write(self._get(known[0]))
            return
        cls = type(obj)
        save = self._savers.get(cls)
        if save is not None:
            save(self, obj)
            return
        reduced = NotImplemented
        override = getattr(self, "reducer_override", None)
        if override is not None:
            reduced = override(obj)
        if reduced is NotImplemented:
            if cls is type:
                self.save_type(obj)
                return
            reduce = None if cls is FunctionType else getattr(self, "dispatch_table", dispatch_table).get(cls)
            if reduce is not None:
                reduced = reduce(obj)
            elif cls is FunctionType or issubclass(cls, type):
                self.save_global(obj)
                return
            else:
                reduced = obj.__reduce_ex__(self.proto)
        if isinstance(reduced, str):
            self.save_global(obj, reduced)
            return
        with _Noted(lambda: f"when serializing {_shown(cls)} object"):
            if not isinstance(reduced, tuple):
                raise PicklingError(f"__reduce__ must return a string or tuple, not {_shown(type(reduced))}")
            if not 2 <= len(reduced) <= 6:
                raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
            self.save_reduce(*reduced, obj=obj)

    def _save_persistent(self, pid):
        if self.bin:
            self.save(pid, save_persistent_id=False)
            self.write(BINPERSID)
            return
        try:
            self.write(PERSID + str(pid).encode("ascii") + b"\n")
        except UnicodeEncodeError:
            raise PicklingError("persistent IDs in protocol 0 must be ASCII strings")

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        if not callable(func):
            raise PicklingError(f"first item of the tuple returned by __reduce__ must be callable, not {_shown(type(func))}")
        if not isinstance(args, tuple):
            raise PicklingError(f"second item of the tuple returned by __reduce__ must be a tuple, not {_shown(type(args))}")
        for items, which in (listitems, "fourth"), (dictitems, "fifth"):
            if items is not None and not hasattr(items, "__next__"):
                raise PicklingError(f"{which} item of the tuple returned by __reduce__ must be an iterator, not {_shown(type(items))}")
        if state_setter is not None and not callable(state_setter):
            raise PicklingError(f"sixth item of the tuple returned by __reduce__ must be callable, not {_shown(type(state_setter))}")
        name = getattr(func, "__name__", "")
        if self.proto >= 2 and name == "__newobj_ex__":
            self._save_new_ex(args, obj)
        elif self.proto >= 2 and name == "__newobj__":
            self._save_new(args, obj)
        else:
            with _Noted(lambda: f"when serializing {_shown(type(obj))} reconstructor"):
                self.save(func)
            with _Noted(lambda: f"when serializing {_shown(type(obj))} reconstructor arguments"):
                self.save(args)
            self.write(REDUCE)
        if obj is not None:
            known = self.memo.get(id(obj))
            if known is not None:
                # The arguments referred back to the object, which is there now.
                self.write(POP + self._get(known[0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems, obj)
        if dictitems is not None:
            self._batch_setitems(dictitems, obj)
        if state is None:
            return
        if state_setter is None:
            with _Noted(lambda: f"when serializing {_shown(type(obj))} state"):
                self.save(state)
            self.write(BUILD)
        else:
            with _Noted(lambda: f"when serializing {_shown(type(obj))} state setter"):
                self.save(state_setter)
            self.save(obj)
            with _Noted(lambda: f"when serializing {_shown(type(obj))} state"):
                self.save(state)
            self.write(TUPLE2 + REDUCE + POP)

    def _check_class(self, cls, obj, name):
        if not hasattr(cls, "__new__"):
            raise PicklingError(f"first argument to {name}() has no __new__")
        if obj is not None and cls is not obj.__class__:
            raise PicklingError(f"first argument to {name}() must be {obj.__class__!r}, not {cls!r}")

    def _save_new(self, args, obj):
        if not args:
            raise PicklingError("__newobj__ expected at least 1 argument, got 0")
        cls, *rest = args
        self._check_class(cls, obj, "__newobj__")
        with _Noted(lambda: f"when serializing {_shown(type(obj))} class"):
            self.save(cls)
        with _Noted(lambda: f"when serializing {_shown(type(obj))} __new__ arguments"):
            self.save(tuple(rest))
        self.write(NEWOBJ)

    def _save_new_ex(self, args, obj):
        if len(args) != 3:
            raise PicklingError(f"__newobj_ex__ expected 3 arguments, got {len(args)}")
        cls, args, kwargs = args
        self._check_class(cls, obj, "__newobj_ex__")
        if self.proto >= 4:
            with _Noted(lambda: f"when serializing {_shown(type(obj))} class"):
                self.save(cls)
            with _Noted(lambda: f"when serializing {_shown(type(obj))} __new__ arguments"):
                self.save(args)
                self.save(kwargs)
            self.write(NEWOBJ_EX)
        else:
            with _Noted(lambda: f"when serializing {_shown(type(obj))} reconstructor"):
                self.save(partial(cls.__new__, cls, *args, **kwargs))
            self.save(())
            self.write(REDUCE)

    def save_none(self, obj):
        self.write(NONE)

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)

    def save_int(self, obj):
        if self.bin:
            if 0 <= obj <= 0xFF:
                return self.write(BININT1 + bytes([obj]))
            if 0 <= obj <= 0xFFFF:
                return self.write(BININT2 + pack("<H", obj))
            if -0x80000000 <= obj <= 0x7FFFFFFF:
                return self.write(BININT + pack("<i", obj))
        if self.proto >= 2:
            data = encode_long(obj)
            if len(data) < 256:
                self.write(LONG1 + bytes([len(data)]) + data)
            else:
                self.write(LONG4 + pack("<i", len(data)) + data)
        elif -0x80000000 <= obj <= 0x7FFFFFFF:
            self.write(INT + repr(obj).encode() + b"\n")
        else:
            self.write(LONG + repr(obj).encode() + b"L\n")

    def save_float(self, obj):
        self.write(BINFLOAT + pack(">d", obj) if self.bin else FLOAT + repr(obj).encode() + b"\n")

    def _save_data(self, obj, data, short, middle, long):
        """Bytes behind their count, in the opcode that suits it."""
        size = len(data)
        if short is not None and size <= 0xFF:
            self.write(short + bytes([size]) + data)
            return
        if size > 0xFFFFFFFF or middle is None:
            header = long + pack("<Q", size)
        else:
            header = middle + pack("<I", size)
        if self.proto >= 4 and size >= _FRAME_SIZE:
            self._write_large(header, data)
        else:
            self.write(header + data)

    def save_bytes(self, obj):
        if self.proto < 3:
            if not obj:
                self.save_reduce(bytes, (), obj=obj)
            else:
                import _codecs

                self.save_reduce(_codecs.encode, (str(obj, "latin1"), "latin1"), obj=obj)
            return
        self._save_data(obj, obj, SHORT_BINBYTES, BINBYTES, BINBYTES8 if self.proto >= 4 else BINBYTES)
        self.memoize(obj)

    def save_bytearray(self, obj):
        if self.proto < 5:
            self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)
            return
        self._save_data(obj, bytes(obj), None, None, BYTEARRAY8)
        self.memoize(obj)

    def save_str(self, obj):
        if self.bin:
            data = obj.encode("utf-8", "surrogatepass")
            self._save_data(obj, data, SHORT_BINUNICODE if self.proto >= 4 else None, BINUNICODE, BINUNICODE8)
        else:
            text = obj.replace("\\", "\\u005c").replace("\0", "\\u0000").replace("\n", "\\u000a")
            text = text.replace("\r", "\\u000d").replace("\x1a", "\\u001a")
            self.write(UNICODE + text.encode("raw-unicode-escape") + b"\n")
        self.memoize(obj)

    def save_tuple(self, obj):
        if not obj:
            if self.bin:
                self.write(EMPTY_TUPLE)
            else:
                self.write(MARK + TUPLE)
            return
        few = len(obj) <= 3 and self.proto >= 2
        if not few:
            self.write(MARK)
        for number, item in enumerate(obj):
            with _Noted(f"when serializing {_shown(type(obj))} item {number}"):
                self.save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            # A cycle through the tuple has made it already: drop the items, fetch the tuple.
            get = self._get(known[0])
            if few:
                self.write(POP * len(obj) + get)
            elif self.bin:
                self.write(POP_MARK + get)
            else:
                self.write(POP * (len(obj) + 1) + get)
            return
        self.write((TUPLE1, TUPLE2, TUPLE3)[len(obj) - 1] if few else TUPLE)
        self.memoize(obj)

    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(obj, obj)

    def _batch_appends(self, items, obj):
        number = 0
        if not self.bin:
            for number, item in enumerate(items):
                with _Noted(f"when serializing {_shown(type(obj))} item {number}"):
                    self.save(item)
                self.write(APPEND)
            return
        for batch in batched(items, _BATCH):
            if len(batch) > 1:
                self.write(MARK)
            for item in batch:
                with _Noted(f"when serializing {_shown(type(obj))} item {number}"):
                    self.save(item)
                number += 1
            self.write(APPENDS if len(batch) > 1 else APPEND)

    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._batch_setitems(obj.items(), obj)

    def _batch_setitems(self, items, obj):
        for batch in batched(items, _BATCH if self.bin else 1):
            if len(batch) > 1:
                self.write(MARK)
            for key, value in batch:
                self.save(key)
                with _Noted(lambda: f"when serializing {_shown(type(obj))} item {key!r}"):
                    self.save(value)
            self.write(SETITEMS if len(batch) > 1 else SETITEM)

    def save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(set, (list(obj),), obj=obj)
            return
        self.write(EMPTY_SET)
        self.memoize(obj)
        for batch in batched(obj, _BATCH):
            self.write(MARK)
            for item in batch:
                with _Noted(f"when serializing {_shown(type(obj))} element"):
                    self.save(item)
            self.write(ADDITEMS)

    def save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self.write(MARK)
        for item in obj:
            with _Noted(f"when serializing {_shown(type(obj))} element"):
                self.save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            self.write(POP_MARK + self._get(known[0]))
            return
        self.write(FROZENSET)
        self.memoize(obj)

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, "__qualname__", None) or obj.__name__
        module_name = _module_of(obj, name)
        if _found(module_name, name, obj) is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
        if self.proto >= 2:
            code = _extension_registry.get((module_name, name))
            if code is not None:
                if code <= 0xFF:
                    self.write(EXT1 + bytes([code]))
                elif code <= 0xFFFF:
                    self.write(EXT2 + pack("<H", code))
                else:
                    self.write(EXT4 + pack("<i", code))
                return
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(STACK_GLOBAL)
        elif "." in name:
            # Older machines know no dotted names: they call getattr.
            holder, _, last = name.rpartition(".")
            self.save_reduce(getattr, (_found(module_name, holder, obj), last))
        else:
            if self.fix_imports:
                if (module_name, name) in _compat_pickle.REVERSE_NAME_MAPPING:
                    module_name, name = _compat_pickle.REVERSE_NAME_MAPPING[module_name, name]
                module_name = _compat_pickle.REVERSE_IMPORT_MAPPING.get(module_name, module_name)
            encoding = "utf-8" if self.proto >= 3 else "ascii"
            try:
                self.write(GLOBAL + module_name.encode(encoding) + b"\n" + name.encode(encoding) + b"\n")
            except UnicodeEncodeError:
                raise PicklingError(
                    f"can't pickle global identifier '{module_name}.{name}' using pickle protocol {self.proto}"
                )
        self.memoize(obj)

    def save_type(self, obj):
        for value in None, NotImplemented, ...:
            if obj is type(value):
                self.save_reduce(type, (value,), obj=obj)
                return
        self.save_global(obj)

    # How objects are saved whose pickles cannot be changed.
    _savers = {
        type(None): save_none, bool: save_bool, int: save_int, float: save_float, bytes: save_bytes,
        bytearray: save_bytearray, str: save_str, tuple: save_tuple, list: save_list, dict: save_dict,
        set: save_set, frozenset: save_frozenset,
    }


class _Stop(Exception):
    """The end of a pickle, with the object."""

    def __init__(self, value):
        self.value = value


class Unpickler:
    """Reads pickles from a file."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        if not (hasattr(file, "read") and hasattr(file, "readline")):
            raise TypeError("file must have 'read' and 'readline' attributes")
        if buffers is not None:
            raise NotImplementedError("buffers outside of the pickle are not supported")
        self._file_read, self._file_readline = file.read, file.readline
        self.memo = {}
        self.encoding, self.errors = encoding, errors
        self.proto = 0
        self.fix_imports = fix_imports

    def persistent_load(self, pid):
        raise UnpicklingError(
            "A load persistent id instruction was encountered, but no persistent_load function was specified."
        )

    def find_class(self, module_name, name):
        """The global object of a name."""
        if self.proto < 3 and self.fix_imports:
            if (module_name, name) in _compat_pickle.NAME_MAPPING:
                module_name, name = _compat_pickle.NAME_MAPPING[module_name, name]
            module_name = _compat_pickle.IMPORT_MAPPING.get(module_name, module_name)
        __import__(module_name, level=0)
        found = sys.modules[module_name]
        if self.proto < 4:
            return getattr(found, name)
        for part in name.split("."):
            if part == "<locals>":
                raise AttributeError(f"Can't resolve path {name!r} on module {module_name!r}")
            found = getattr(found, part)
        return found

    def load(self):
        """The object of the next pickle in the file."""
        if not hasattr(self, "_file_read"):
            raise UnpicklingError(f"Unpickler.__init__() was not called by {type(self).__name__}.__init__()")
        self._frame = None
        self.stack, self._marks = [], []
        first = True
        try:
            while True:
                code = self._read_code(first)
                first = False
                run = self._runners.get(code)
                if run is None:
                    shown = chr(code) if 32 <= code < 127 and code not in b"\\'" else f"\\x{code:02x}"
                    raise UnpicklingError(f"invalid load key, '{shown}'.")
                run(self)
        except _Stop as stop:
            return stop.value

    def _read_code(self, first):
        if self._frame is not None:
            data = self._frame.read(1)
            if data:
                return data[0]
            self._frame = None
        data = self._file_read(1)
        if not data:
            raise EOFError("Ran out of input")
        return data[0]

    def _read(self, size):
        if self._frame is not None:
            data = self._frame.read(size)
            if len(data) == size:
                return data
            if data:
                raise UnpicklingError("pickle exhausted before end of frame")
            self._frame = None
        data = self._file_read(size)
        if len(data) < size:
            raise UnpicklingError("pickle data was truncated")
        return data

    def _readline(self):
        if self._frame is not None:
            line = self._frame.readline()
            if line.endswith(b"\n"):
                return line[:-1]
            if line:
                raise UnpicklingError("pickle exhausted before end of frame")
            self._frame = None
        line = self._file_readline()
        if not line.endswith(b"\n"):
            raise UnpicklingError("pickle data was truncated")
        return line[:-1]

    def _word(self, encoding="ascii"):
        """A line that must not be empty."""
        line = self._readline()
        if not line:
            raise UnpicklingError("pickle data was truncated")
        return line.decode(encoding)

    def _decimal(self):
        text = self._word()
        try:
            return int(text)
        except ValueError:
            raise ValueError(f"invalid literal for int() with base 10: {text + '\n'!r}") from None

    def _number(self, format):
        return unpack(format, self._read({"B": 1, "H": 2, "I": 4, "i": 4, "Q": 8, "d": 8}[format[-1]]))[0]

    def _size(self, format, what):
        size = self._number(format)
        if size > sys.maxsize:
            raise OverflowError(f"{what} exceeds system's maximum size of {sys.maxsize} bytes")
        if size >= 2**62:
            raise OverflowError("byte string is too large")
        return size

    def _pop(self):
        if not self.stack:
            if self._marks:
                raise UnpicklingError("unexpected MARK found")
            raise UnpicklingError("unpickling stack underflow")
        return self.stack.pop()

    def _top(self):
        if not self.stack:
            if self._marks:
                raise UnpicklingError("unexpected MARK found")
            raise UnpicklingError("unpickling stack underflow")
        return self.stack[-1]

    def _pop_mark(self):
        if not self._marks:
            raise UnpicklingError("could not find MARK")
        items, self.stack = self.stack, self._marks.pop()
        return items

    def _push_mark(self):
        self._marks.append(self.stack)
        self.stack = []

    def _stop(self):
        raise _Stop(self._pop())

    def _proto(self):
        proto = self._number("<B")
        if proto > HIGHEST_PROTOCOL:
            raise ValueError(f"unsupported pickle protocol: {proto}")
        self.proto = proto

    def _start_frame(self):
        size = self._size("<Q", "FRAME length")
        data = self._file_read(size)
        if len(data) < size:
            raise UnpicklingError("pickle data was truncated")
        self._frame = io.BytesIO(data)

    def _persistent_text(self):
        try:
            pid = self._readline().decode("ascii")
        except UnicodeDecodeError:
            raise UnpicklingError("persistent IDs in protocol 0 must be ASCII strings")
        self.stack.append(self.persistent_load(pid))

    def _persistent(self):
        self.stack.append(self.persistent_load(self._pop()))

    def _int(self):
        text = self._word()
        if text in ("00", "01"):
            self.stack.append(text == "01")
            return
        try:
            self.stack.append(int(text, 0))
        except ValueError:
            raise ValueError("could not convert string to int") from None

    def _float(self):
        text = self._word()
        number = _FLOAT_TEXT.match(text)
        if number is None:
            raise ValueError(f"could not convert string to float: '{text}\n'")
        if text[number.end():number.end() + 1] not in ("", "\0"):
            raise ValueError("could not convert string to float")
        self.stack.append(float(number[0]))

    def _long(self):
        text = self._word()
        try:
            self.stack.append(int(text.removesuffix("L"), 0))
        except ValueError:
            text = text.removesuffix("L") if text.endswith("L") else text + "\n"
            raise ValueError(f"invalid literal for int() with base 10: {text!r}") from None

    def _decode(self, data):
        return data if self.encoding == "bytes" else data.decode(self.encoding, self.errors)

    def _string(self):
        import _codecs

        data = self._readline()
        if len(data) < 2 or data[0] != data[-1] or data[0] not in b"\"'":
            raise UnpicklingError("the STRING opcode argument must be quoted")
        self.stack.append(self._decode(_codecs.escape_decode(data[1:-1])[0]))

    def _bytearray(self):
        self.stack.append(bytearray(self._read(self._size("<Q", "BYTEARRAY8"))))

    def _dict(self):
        items = self._pop_mark()
        self.stack.append(dict(zip(items[::2], items[1::2])))

    def _instance(self, cls, args):
        if args or not isinstance(cls, type) or hasattr(cls, "__getinitargs__"):
            self.stack.append(cls(*args))
        else:
            self.stack.append(cls.__new__(cls))

    def _inst(self):
        items = self._pop_mark()
        module, name = self._word(), self._word()
        self._instance(self.find_class(module, name), items)

    def _obj(self):
        items = self._pop_mark()
        if not items:
            raise UnpicklingError("unpickling stack underflow")
        self._instance(items[0], items[1:])

    def _new(self):
        args, cls = self._pop(), self._pop()
        self.stack.append(cls.__new__(cls, *args))

    def _new_ex(self):
        kwargs, args, cls = self._pop(), self._pop(), self._pop()
        self.stack.append(cls.__new__(cls, *args, **kwargs))

    def _global(self):
        module, name = self._word("utf-8"), self._word("utf-8")
        self.stack.append(self.find_class(module, name))

    def _stack_global(self):
        name, module = self._pop(), self._pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self.stack.append(self.find_class(module, name))

    def _extension(self, format):
        code = self._number(format)
        if code in _extension_cache:
            self.stack.append(_extension_cache[code])
            return
        key = _inverted_registry.get(code)
        if key is None:
            if code <= 0:
                raise UnpicklingError("EXT specifies code <= 0")
            raise ValueError(f"unregistered extension code {code}")
        _extension_cache[code] = found = self.find_class(*key)
        self.stack.append(found)

    def _reduce(self):
        args, func = self._pop(), self._pop()
        self.stack.append(func(*args))

    def _dup(self):
        self.stack.append(self._top())

    def _pop_one(self):
        if self.stack:
            self.stack.pop()
        elif self._marks:
            self.stack = self._marks.pop()
        else:
            raise UnpicklingError("unpickling stack underflow")

    def _fetch(self, number):
        try:
            self.stack.append(self.memo[number])
        except KeyError:
            raise UnpicklingError(f"Memo value not found at index {number}") from None

    def _remember(self, number):
        if number < 0:
            raise ValueError("negative PUT argument")
        self.memo[number] = self._top()

    def _append(self):
        item = self._pop()
        self._top().append(item)

    def _appends(self):
        items = self._pop_mark()
        target = self._top()
        extend = getattr(target, "extend", None)
        if extend is not None:
            extend(items)
            return
        for item in items:
            target.append(item)

    def _set_item(self):
        value, key = self._pop(), self._pop()
        self._top()[key] = value

    def _set_items(self):
        items = self._pop_mark()
        target = self._top()
        for key, value in zip(items[::2], items[1::2]):
            target[key] = value

    def _add_items(self):
        items = self._pop_mark()
        target = self._top()
        if isinstance(target, set):
            target.update(items)
            return
        for item in items:
            target.add(item)

    def _build(self):
        state = self._pop()
        target = self._top()
        set_state = getattr(target, "__setstate__", None)
        if set_state is not None:
            set_state(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            attributes = target.__dict__
            for key, value in state.items():
                attributes[sys.intern(key) if type(key) is str else key] = value
        if slots:
            for key, value in slots.items():
                setattr(target, key, value)

    def _no_buffer(self):
        raise UnpicklingError("pickle stream refers to out-of-band data but no *buffers* argument was given")

    def _push(value):
        return lambda self: self.stack.append(value)

    def _pushed(read):
        def run(self):
            # The stack may be another one once the items above a mark were taken.
            value = read(self)
            self.stack.append(value)

        return run

    _runners = {
        MARK: _push_mark, STOP: _stop, PROTO: _proto, FRAME: _start_frame, POP: _pop_one, POP_MARK: _pop_mark, DUP: _dup,
        PERSID: _persistent_text, BINPERSID: _persistent,
        NONE: _push(None), NEWTRUE: _push(True), NEWFALSE: _push(False), EMPTY_TUPLE: _push(()),
        INT: _int, LONG: _long,
        BININT: _pushed(lambda self: self._number("<i")), BININT1: _pushed(lambda self: self._number("<B")),
        BININT2: _pushed(lambda self: self._number("<H")),
        LONG1: _pushed(lambda self: decode_long(self._read(self._number("<B")))),
        LONG4: _pushed(lambda self: decode_long(self._read(self._number("<i")))),
        FLOAT: _float, BINFLOAT: _pushed(lambda self: self._number(">d")),
        STRING: _string,
        BINSTRING: _pushed(lambda self: self._decode(self._read(self._number("<i")))),
        SHORT_BINSTRING: _pushed(lambda self: self._decode(self._read(self._number("<B")))),
        BINBYTES: _pushed(lambda self: self._read(self._size("<I", "BINBYTES"))),
        SHORT_BINBYTES: _pushed(lambda self: self._read(self._number("<B"))),
        BINBYTES8: _pushed(lambda self: self._read(self._size("<Q", "BINBYTES8"))),
        BYTEARRAY8: _bytearray, NEXT_BUFFER: _no_buffer, READONLY_BUFFER: _no_buffer,
        UNICODE: _pushed(lambda self: self._readline().decode("raw-unicode-escape")),
        BINUNICODE: _pushed(lambda self: self._read(self._number("<I")).decode("utf-8", "surrogatepass")),
        SHORT_BINUNICODE: _pushed(lambda self: self._read(self._number("<B")).decode("utf-8", "surrogatepass")),
        BINUNICODE8: _pushed(lambda self: self._read(self._size("<Q", "BINUNICODE8")).decode("utf-8", "surrogatepass")),
        TUPLE: _pushed(lambda self: tuple(self._pop_mark())), TUPLE1: _pushed(lambda self: (self._pop(),)),
        TUPLE2: _pushed(lambda self: (self._pop(), self._pop())[::-1]),
        TUPLE3: _pushed(lambda self: (self._pop(), self._pop(), self._pop())[::-1]),
        EMPTY_LIST: _pushed(lambda self: []), EMPTY_DICT: _pushed(lambda self: {}), EMPTY_SET: _pushed(lambda self: set()),
        FROZENSET: _pushed(lambda self: frozenset(self._pop_mark())), LIST: _pushed(lambda self: list(self._pop_mark())),
        DICT: _dict, INST: _inst, OBJ: _obj, NEWOBJ: _new, NEWOBJ_EX: _new_ex, GLOBAL: _global, STACK_GLOBAL: _stack_global,
        EXT1: lambda self: self._extension("<B"), EXT2: lambda self: self._extension("<H"),
        EXT4: lambda self: self._extension("<i"), REDUCE: _reduce,
        GET: lambda self: self._fetch(self._decimal()), BINGET: lambda self: self._fetch(self._number("<B")),
        LONG_BINGET: lambda self: self._fetch(self._number("<I")), PUT: lambda self: self._remember(self._decimal()),
        BINPUT: lambda self: self._remember(self._number("<B")), LONG_BINPUT: lambda self: self._remember(self._number("<I")),
        MEMOIZE: lambda self: self._remember(len(self.memo)),
        APPEND: _append, APPENDS: _appends, SETITEM: _set_item, SETITEMS: _set_items, ADDITEMS: _add_items, BUILD: _build,
    }
    _runners = {code[0]: run for code, run in _runners.items()}
    del _push, _pushed


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write the pickle of an object to a file."""
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """The pickle of an object, as bytes."""
    file = io.BytesIO()
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """The object of the next pickle in a file."""
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """The object of a pickle in bytes."""
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    try:
        file = io.BytesIO(memoryview(data))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()
