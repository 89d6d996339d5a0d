"""repr() that knows when to stop: at a size limit, or at an object being shown already."""

import builtins
from _thread import get_ident
from itertools import islice

__all__ = ["Repr", "repr", "recursive_repr"]


def recursive_repr(fillvalue="..."):
    """Decorate __repr__ so that an object inside itself is shown as `fillvalue`."""
    def decorate(user_function):
        active = set()

        def wrapper(self):
            # Two threads may show the same object at the same time.
            key = id(self), get_ident()
            if key in active:
                return fillvalue
            active.add(key)
            try:
                return user_function(self)
            finally:
                active.discard(key)

        for name in ("__module__", "__doc__", "__name__", "__qualname__"):
            setattr(wrapper, name, getattr(user_function, name))
        wrapper.__annotate__ = getattr(user_function, "__annotate__", None)
        wrapper.__type_params__ = getattr(user_function, "__type_params__", ())
        wrapper.__wrapped__ = user_function
        return wrapper
    return decorate


class Repr:
    """Limits for each kind of object; method repr_NAME shows objects of the type NAME."""

    def __init__(self, *, maxlevel=6, maxtuple=6, maxlist=6, maxarray=5, maxdict=4,
                 maxset=6, maxfrozenset=6, maxdeque=6, maxstring=30, maxlong=40,
                 maxother=30, fillvalue="...", indent=None):
        self.maxlevel = maxlevel
        self.maxtuple = maxtuple
        self.maxlist = maxlist
        self.maxarray = maxarray
        self.maxdict = maxdict
        self.maxset = maxset
        self.maxfrozenset = maxfrozenset
        self.maxdeque = maxdeque
        self.maxstring = maxstring
        self.maxlong = maxlong
        self.maxother = maxother
        self.fillvalue = fillvalue
        self.indent = indent

    # The standard types the methods are meant for; a class of the same name is none of these.
    _modules = {"tuple": "builtins", "list": "builtins", "array": "array", "set": "builtins",
                "frozenset": "builtins", "deque": "collections", "dict": "builtins",
                "str": "builtins", "int": "builtins"}

    def repr(self, x):
        """The shortened repr of an object."""
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        """The same, going at most `level` containers deep."""
        cls = type(x)
        name = cls.__name__
        if " " in name:
            name = "_".join(name.split())
        show = getattr(self, "repr_" + name, None)
        if show and self._modules.get(name, cls.__module__) == cls.__module__:
            return show(x, level)
        return self.repr_instance(x, level)

    def _wrap(self, pieces, level):
        if self.indent is None or not pieces:
            return ", ".join(pieces)
        indent = self.indent
        if isinstance(indent, int):
            if indent < 0:
                raise ValueError(f"Repr.indent cannot be negative int (was {indent!r})")
            indent *= " "
        try:
            lead = ",\n" + (self.maxlevel - level + 1) * indent
        except TypeError as error:
            raise TypeError(f"Repr.indent must be a str, int or None, not {type(indent)}") from error
        # Each item on a line of its own; the last line break stands before the bracket.
        return lead.join(("", *pieces, ""))[1:-len(indent) or None]

    def _items(self, x, level, left, right, limit, trail=""):
        size = len(x)
        if level <= 0 and size:
            inside = self.fillvalue
        else:
            pieces = [self.repr1(item, level - 1) for item in islice(x, limit)]
            if size > limit:
                pieces.append(self.fillvalue)
            inside = self._wrap(pieces, level)
            if size == 1 and trail and self.indent is None:
                right = trail + right
        return left + inside + right

    def repr_tuple(self, x, level):
        return self._items(x, level, "(", ")", self.maxtuple, ",")

    def repr_list(self, x, level):
        return self._items(x, level, "[", "]", self.maxlist)

    def repr_array(self, x, level):
        if not x:
            return f"array('{x.typecode}')"
        return self._items(x, level, f"array('{x.typecode}', [", "])", self.maxarray)

    def repr_set(self, x, level):
        return self._items(_sorted(x), level, "{", "}", self.maxset) if x else "set()"

    def repr_frozenset(self, x, level):
        if not x:
            return "frozenset()"
        return self._items(_sorted(x), level, "frozenset({", "})", self.maxfrozenset)

    def repr_deque(self, x, level):
        return self._items(x, level, "deque([", "])", self.maxdeque)

    def repr_dict(self, x, level):
        if not x:
            return "{}"
        if level <= 0:
            return "{" + self.fillvalue + "}"
        pieces = [f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}"
                  for key in islice(_sorted(x), self.maxdict)]
        if len(x) > self.maxdict:
            pieces.append(self.fillvalue)
        return "{" + self._wrap(pieces, level) + "}"

    def _middle_out(self, text, limit):
        """The text with its middle left out if it is longer than `limit`."""
        if len(text) <= limit:
            return text
        head = max(0, (limit - 3) // 2)
        tail = max(0, limit - 3 - head)
        return text[:head] + self.fillvalue + text[len(text) - tail:]

    def repr_str(self, x, level):
        text = builtins.repr(x[:self.maxstring])
        if len(text) <= self.maxstring:
            return text
        # Cut before quoting as well as after, so that quotes stand at both ends.
        head = max(0, (self.maxstring - 3) // 2)
        tail = max(0, self.maxstring - 3 - head)
        text = builtins.repr(x[:head] + x[len(x) - tail:])
        return text[:head] + self.fillvalue + text[len(text) - tail:]

    def repr_int(self, x, level):
        try:
            text = builtins.repr(x)
        except ValueError:
            # More digits than the interpreter is willing to convert.
            import math
            import sys
            digits = int(math.log10(abs(x))) + 1
            limit = sys.get_int_max_str_digits()
            return (f"<{type(x).__name__} instance with roughly {digits} digits "
                    f"(limit at {limit}) at {id(x):#x}>")
        return self._middle_out(text, self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = builtins.repr(x)
        except Exception:
            return f"<{type(x).__name__} instance at {id(x):#x}>"
        return self._middle_out(text, self.maxother)


def _sorted(items):
    """Sorted if that is possible, so that the same set is always shown the same way."""
    try:
        return sorted(items)
    except Exception:
        return list(items)


aRepr = Repr()
repr = aRepr.repr
