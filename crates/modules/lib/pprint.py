"""Printing values so that they fit a line's width: what is too long goes over several lines."""

import collections
import sys
import types

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]

_SCALARS = frozenset({str, bytes, bytearray, float, bool, type(None)})


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False,
           sort_dicts=True, underscore_numbers=False):
    """Print a value to a stream, by default sys.stdout."""
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
            underscore_numbers=False):
    """What pprint() prints, as a text without the last line's end."""
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """Print a value, dictionaries in their own order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """A repr in which what contains itself is cut off."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    """Whether eval() would give the value back."""
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    """Whether the value contains itself."""
    return PrettyPrinter().isrecursive(object)


class _safe_key:
    """Orders what has no order by type and identity."""

    __slots__ = ("obj",)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return ((str(type(self.obj)), id(self.obj))
                    < (str(type(other.obj)), id(other.obj)))


def _item_key(item):
    return _safe_key(item[0]), _safe_key(item[1])


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


class PrettyPrinter:
    """Keeps how to print. Methods pass on: the column (`indent`), how much must fit behind
    the value (`allowance`), what is being printed (`context`), the depth (`level`)."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False,
                 sort_dicts=True, underscore_numbers=False):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write("\n")

    def pformat(self, object):
        from io import StringIO
        stream = StringIO()
        self._format(object, stream, 0, 0, {}, 0)
        return stream.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def _format(self, object, stream, indent, allowance, context, level):
        identity = id(object)
        if identity in context:
            stream.write(_recursion(object))
            self._recursive = True
            self._readable = False
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            write = self._writer(object)
            if write is not None:
                context[identity] = 1
                write(self, object, stream, indent, allowance, context, level + 1)
                del context[identity]
                return
        stream.write(text)

    def _writer(self, object):
        """The function that writes a value of some type over several lines."""
        kind = type(object)
        own_repr = kind.__repr__
        try:
            return self._dispatch[own_repr]
        except (KeyError, TypeError):
            pass
        # A data class whose repr is the one that @dataclass has made.
        if (hasattr(object, "__dataclass_fields__") and not isinstance(object, type)
                and hasattr(own_repr, "__wrapped__")
                and "__create_fn__" in own_repr.__wrapped__.__qualname__):
            return PrettyPrinter._pprint_dataclass
        return None

    # Values of many parts.

    def _pprint_dataclass(self, object, stream, indent, allowance, context, level):
        name = object.__class__.__name__
        items = [(field.name, getattr(object, field.name))
                 for field in object.__dataclass_fields__.values()
                 if field.repr and hasattr(object, field.name)]
        stream.write(name + "(")
        self._format_fields(items, stream, indent + len(name) + 1, allowance, context, level)
        stream.write(")")

    def _pprint_simplenamespace(self, object, stream, indent, allowance, context, level):
        # "namespace" for the type itself, as its repr says.
        kind = type(object)
        name = "namespace" if kind is types.SimpleNamespace else kind.__name__
        stream.write(name + "(")
        self._format_fields(object.__dict__.items(), stream, indent + len(name) + 1, allowance,
                            context, level)
        stream.write(")")

    def _format_fields(self, items, stream, indent, allowance, context, level):
        items = list(items)
        for i, (name, value) in enumerate(items):
            last = i == len(items) - 1
            stream.write(f"{name}=")
            if id(value) in context:
                # Only the type is said of what contains itself.
                stream.write("...")
            else:
                self._format(value, stream, indent + len(name) + 1,
                             allowance if last else 1, context, level)
            if not last:
                stream.write(",\n" + " " * indent)

    def _pprint_dict(self, object, stream, indent, allowance, context, level):
        stream.write("{")
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        if object:
            items = sorted(object.items(), key=_item_key) if self._sort_dicts else object.items()
            self._format_dict_items(items, stream, indent, allowance + 1, context, level)
        stream.write("}")

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        items = list(items)
        indent += self._indent_per_level
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            shown = self._repr(key, context, level)
            stream.write(shown + ": ")
            self._format(value, stream, indent + len(shown) + 2, allowance if last else 1,
                         context, level)
            if not last:
                stream.write(",\n" + " " * indent)

    def _pprint_called_with_items(self, object, stream, indent, allowance, context, level):
        """OrderedDict([...])"""
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + "(")
        self._format(list(object.items()), stream, indent + len(name) + 1, allowance + 1,
                     context, level)
        stream.write(")")

    def _pprint_list(self, object, stream, indent, allowance, context, level):
        stream.write("[")
        self._format_items(object, stream, indent, allowance + 1, context, level)
        stream.write("]")

    def _pprint_tuple(self, object, stream, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        stream.write("(")
        self._format_items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_set(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        kind = object.__class__
        if kind is set:
            begin, end = "{", "}"
        else:
            begin, end = kind.__name__ + "({", "})"
            indent += len(kind.__name__) + 1
        stream.write(begin)
        self._format_items(sorted(object, key=_safe_key), stream, indent, allowance + len(end),
                           context, level)
        stream.write(end)

    def _format_items(self, items, stream, indent, allowance, context, level):
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        indent += self._indent_per_level
        new_line = ",\n" + " " * indent
        separator = ""
        width = room = self._width - indent + 1
        items = list(items)
        for i, item in enumerate(items):
            last = i == len(items) - 1
            if last:
                width -= allowance
                room -= allowance
            if self._compact:
                shown = self._repr(item, context, level)
                needed = len(shown) + 2
                if room < needed:
                    room = width
                    if separator:
                        separator = new_line
                if room >= needed:
                    room -= needed
                    stream.write(separator + shown)
                    separator = ", "
                    continue
            stream.write(separator)
            separator = new_line
            self._format(item, stream, indent, allowance if last else 1, context, level)

    # Texts.

    def _pprint_str(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        if level == 1:
            indent += 1         # within parentheses
            allowance += 1
        width = self._width - indent
        pieces = []
        lines = object.splitlines(True)
        for i, line in enumerate(lines):
            last_line = i == len(lines) - 1
            if len(repr(line)) <= (width - allowance if last_line else width):
                pieces.append(repr(line))
                continue
            piece = ""
            words = _words(line)
            for j, word in enumerate(words):
                last = last_line and j == len(words) - 1
                if len(repr(piece + word)) > (width - allowance if last else width):
                    if piece:
                        pieces.append(repr(piece))
                    piece = word
                else:
                    piece += word
            if piece:
                pieces.append(repr(piece))
        if len(pieces) == 1:
            stream.write(repr(lines[-1]))
            return
        joined = ("\n" + " " * indent).join(pieces)
        stream.write(f"({joined})" if level == 1 else joined)

    def _pprint_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            stream.write(repr(object))
            return
        in_parentheses = level == 1
        if in_parentheses:
            indent += 1
            allowance += 1
            stream.write("(")
        separator = ""
        for piece in _bytes_pieces(object, self._width - indent, allowance):
            stream.write(separator + piece)
            separator = "\n" + " " * indent
        if in_parentheses:
            stream.write(")")

    def _pprint_bytearray(self, object, stream, indent, allowance, context, level):
        stream.write("bytearray(")
        self._pprint_bytes(bytes(object), stream, indent + 10, allowance + 1, context, level + 1)
        stream.write(")")

    # What wraps another value.

    def _pprint_mappingproxy(self, object, stream, indent, allowance, context, level):
        stream.write("mappingproxy(")
        self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(")")

    def _pprint_defaultdict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        factory = self._repr(object.default_factory, context, level)
        name = object.__class__.__name__
        indent += len(name) + 1
        stream.write(f"{name}({factory},\n{' ' * indent}")
        self._pprint_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(")")

    def _pprint_counter(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + "({")
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        self._format_dict_items(object.most_common(), stream, indent + len(name) + 1,
                                allowance + 2, context, level)
        stream.write("})")

    def _pprint_chainmap(self, object, stream, indent, allowance, context, level):
        if not len(object.maps):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + "(")
        indent += len(name) + 1
        for i, mapping in enumerate(object.maps):
            last = i == len(object.maps) - 1
            self._format(mapping, stream, indent, allowance + 1 if last else 1, context, level)
            stream.write(")" if last else ",\n" + " " * indent)

    def _pprint_deque(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + "(")
        indent += len(name) + 1
        stream.write("[")
        if object.maxlen is None:
            self._format_items(object, stream, indent, allowance + 2, context, level)
            stream.write("])")
        else:
            self._format_items(object, stream, indent, 2, context, level)
            limit = self._repr(object.maxlen, context, level)
            stream.write(f"],\n{' ' * indent}maxlen={limit})")

    def _pprint_wrapped(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    # The text in one line.

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return text

    def format(self, object, context, maxlevels, level):
        """The text, whether eval() reads it, whether the value contains itself."""
        return self._safe_repr(object, context, maxlevels, level)

    def _safe_repr(self, object, context, maxlevels, level):
        kind = type(object)
        if kind in _SCALARS:
            return repr(object), True, False
        own_repr = getattr(kind, "__repr__", None)
        if issubclass(kind, int) and own_repr is int.__repr__:
            return (f"{object:_d}" if self._underscore_numbers else repr(object)), True, False
        for base in (dict, list, tuple):
            if issubclass(kind, base) and own_repr is base.__repr__:
                break
        else:
            text = repr(object)
            return text, bool(text) and not text.startswith("<"), False
        if not object:
            return {dict: "{}", list: "[]", tuple: "()"}[base], True, False
        if maxlevels and level >= maxlevels:
            text = {dict: "{...}", list: "[...]", tuple: "(...,)" if len(object) == 1 else "(...)"}
            return text[base], False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context[id(object)] = 1
        readable, recursive = True, False

        def shown(value):
            nonlocal readable, recursive
            text, is_readable, is_recursive = self.format(value, context, maxlevels, level + 1)
            readable = readable and is_readable
            recursive = recursive or is_recursive
            return text
        if base is dict:
            items = sorted(object.items(), key=_item_key) if self._sort_dicts else object.items()
            text = "{" + ", ".join(f"{shown(key)}: {shown(value)}" for key, value in items) + "}"
        else:
            text = ", ".join(map(shown, object))
            if base is list:
                text = f"[{text}]"
            else:
                text = f"({text},)" if len(object) == 1 else f"({text})"
        del context[id(object)]
        return text, readable, recursive

    # By the function that makes the repr: a subclass with its own repr is left alone.
    _dispatch = {
        dict.__repr__: _pprint_dict,
        collections.OrderedDict.__repr__: _pprint_called_with_items,
        list.__repr__: _pprint_list,
        tuple.__repr__: _pprint_tuple,
        set.__repr__: _pprint_set,
        frozenset.__repr__: _pprint_set,
        str.__repr__: _pprint_str,
        bytes.__repr__: _pprint_bytes,
        bytearray.__repr__: _pprint_bytearray,
        types.MappingProxyType.__repr__: _pprint_mappingproxy,
        types.SimpleNamespace.__repr__: _pprint_simplenamespace,
        collections.defaultdict.__repr__: _pprint_defaultdict,
        collections.Counter.__repr__: _pprint_counter,
        collections.ChainMap.__repr__: _pprint_chainmap,
        collections.deque.__repr__: _pprint_deque,
        collections.UserDict.__repr__: _pprint_wrapped,
        collections.UserList.__repr__: _pprint_wrapped,
        collections.UserString.__repr__: _pprint_wrapped,
    }


def _words(line):
    """The words of a line, each with the blanks behind it."""
    words, start, in_blanks = [], 0, False
    for i, c in enumerate(line):
        if c.isspace():
            in_blanks = True
        elif in_blanks:
            words.append(line[start:i])
            start, in_blanks = i, False
    words.append(line[start:])
    return words


def _bytes_pieces(data, width, allowance):
    """The reprs of pieces of four bytes and more, as many as fit."""
    current = b""
    whole = len(data) // 4 * 4
    for i in range(0, len(data), 4):
        part = data[i:i + 4]
        if i == whole:
            width -= allowance
        if len(repr(current + part)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current += part
    if current:
        yield repr(current)
