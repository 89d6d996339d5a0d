"""Constants of characters, `$name` templates, and str.format() as a class to build on."""

import _string

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits",
    "hexdigits", "octdigits", "printable", "punctuation", "whitespace", "Formatter",
    "Template",
]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Every word with a capital letter first and small ones after it."""
    return (sep or " ").join(word.capitalize() for word in s.split(sep))


_NAME_START = frozenset(ascii_letters + "_")
_NAME = frozenset(ascii_letters + digits + "_")


class Template:
    """Text with $name or ${name} to be replaced; $$ stands for one $."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """(text before, kind, name, place): kind is "name", "escaped", "invalid" or None."""
        text = self.template
        mark = self.delimiter
        done = 0
        while (at := text.find(mark, done)) >= 0:
            behind = at + len(mark)
            if text.startswith(mark, behind):
                yield text[done:at], "escaped", mark, at
                done = behind + len(mark)
                continue
            braced = text.startswith("{", behind)
            start = end = behind + braced
            if text[start:start + 1] in _NAME_START:
                while text[end:end + 1] in _NAME:
                    end += 1
            name = text[start:end]
            if braced:
                end += 1
            if not name or braced and text[end - 1:end] != "}":
                yield text[done:at], "invalid", mark, at
                done = behind
                continue
            yield text[done:at], "name", name, (at, end)
            done = end
        yield text[done:], None, None, None

    def _refuse(self, at):
        lines = self.template[:at].splitlines(keepends=True)
        column = at - len("".join(lines[:-1])) if lines else 0
        raise ValueError(f"Invalid placeholder in string: line {len(lines) or 1}, "
                         f"col {column + 1 if lines else 1}")

    def substitute(self, mapping={}, /, **kws):
        """The text with all names replaced; KeyError for one that has no value."""
        values = {**mapping, **kws} if kws else mapping
        pieces = []
        for before, kind, name, at in self._parts():
            pieces.append(before)
            if kind == "invalid":
                self._refuse(at)
            elif kind == "name":
                pieces.append(str(values[name]))
            elif kind:
                pieces.append(name)
        return "".join(pieces)

    def safe_substitute(self, mapping={}, /, **kws):
        """The same, leaving in place what has no value or is no name."""
        pieces = []
        for before, kind, name, at in self._parts():
            pieces.append(before)
            if kind == "name":
                for values in (kws, mapping):
                    try:
                        pieces.append(str(values[name]))
                        break
                    except KeyError:
                        pass
                else:
                    pieces.append(self.template[at[0]:at[1]])
            elif kind:
                pieces.append(name)
        return "".join(pieces)

    def is_valid(self):
        """Whether substitute() can work."""
        return all(kind != "invalid" for _, kind, _, _ in self._parts())

    def get_identifiers(self):
        """The names, each once, in the order they come."""
        return list(dict.fromkeys(name for _, kind, name, _ in self._parts() if kind == "name"))


class Formatter:
    """str.format() taken apart: subclasses change how values are found or formatted."""

    def format(self, format_string, /, *args, **kwargs):
        """Format with these arguments."""
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        """Format with the arguments in a tuple and a dictionary."""
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used, depth, auto=0):
        """The result, and the next number for a field without one (False: they have numbers)."""
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        pieces = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                pieces.append(literal)
            if field is None:
                continue
            first, _ = _string.formatter_field_name_split(field)
            if first == "":
                if auto is False:
                    raise ValueError("cannot switch from manual field specification to "
                                     "automatic field numbering")
                field = f"{auto}{field}"
                auto += 1
            elif isinstance(first, int):
                if auto:
                    raise ValueError("cannot switch from automatic field numbering to "
                                     "manual field specification")
                auto = False
            obj, arg_used = self.get_field(field, args, kwargs)
            used.add(arg_used)
            obj = self.convert_field(obj, conversion)
            # The format of a value may itself have fields: {:{width}}.
            spec, auto = self._vformat(spec, args, kwargs, used, depth - 1, auto)
            pieces.append(self.format_field(obj, spec))
        return "".join(pieces), auto

    def get_value(self, key, args, kwargs):
        """The argument of that number or name."""
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        """Called at the end; may complain about what was not used."""

    def format_field(self, value, format_spec):
        """The text of a value."""
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        """The value after !s, !r or !a."""
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        """(text, field, format, conversion) for each field, with the text before it."""
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        """(value, argument used) for a field like "0.name[key]"."""
        first, rest = _string.formatter_field_name_split(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attribute, name in rest:
            obj = getattr(obj, name) if is_attribute else obj[name]
        return obj, first
