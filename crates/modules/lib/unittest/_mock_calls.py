"""Calls as values: what a mock has recorded, and what a test compares that with."""

import pprint

__unittest = True


class _SentinelObject:
    """A value that is only itself."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"

    def __reduce__(self):
        return f"sentinel.{self.name}"


class _Sentinel:
    """`sentinel.anything` makes such a value, the same one each time."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError        # inspection must not take this for a class
        return self._sentinels.setdefault(name, _SentinelObject(name))

    def __reduce__(self):
        return "sentinel"


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT


class _ANY:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _ANY()


def shown(name, args, kwargs):
    """A call as it is written."""
    parts = [repr(arg) for arg in args] + [f"{key}={value!r}" for key, value in kwargs.items()]
    return f"{name}({', '.join(parts)})"


def _parts(value):
    """The name, arguments and keywords of what may leave some of them out; None if it is
    no call."""
    name, args, kwargs = "", (), {}
    if len(value) > 3:
        return None
    if len(value) == 3:
        return tuple(value)
    if len(value) == 2 and not isinstance(value[0], str):
        return name, *value
    for part in value:
        if isinstance(part, tuple):
            args = part
        elif isinstance(part, str):
            name = part
        else:
            kwargs = part
    return name, args, kwargs


class _Call(tuple):
    """A call: (name, arguments, keywords), or without the name. `call` makes them:
    call(1), call.method(1), call().method().

    Attributes are those of a mock: `_mock_name` is how far the name has got, `_mock_parent`
    the call that this one continues, `_mock_from_kall` whether this is a call and not just
    the beginning of one.
    """

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        name, args, kwargs = _parts(value)
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        try:
            theirs = _parts(other)
        except TypeError:
            return NotImplemented
        if theirs is None:
            return False
        if (getattr(self, "_mock_parent", None) and getattr(other, "_mock_parent", None)
                and self._mock_parent != other._mock_parent):
            return False
        name, args, kwargs = self if len(self) == 3 else ("", *self)
        if name and theirs[0] != name:
            return False
        # ANY must be asked first.
        return theirs[1:] == (args, kwargs)

    __ne__ = object.__ne__
    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + "()", parent=self)

    def __getattr__(self, name):
        if self._mock_name is None:
            return _Call(name=name, from_kall=False)
        return _Call(name=f"{self._mock_name}.{name}", parent=self, from_kall=False)

    def __getattribute__(self, name):
        if name in tuple.__dict__ and not name.startswith("__"):
            raise AttributeError        # call.count and call.index are calls, too
        return tuple.__getattribute__(self, name)

    @property
    def args(self):
        return self[-2]

    @property
    def kwargs(self):
        return self[-1]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return f"call{name}" if name.startswith("()") else name
        name = self[0] if len(self) == 3 else ""
        if not name:
            name = "call"
        else:
            name = f"call{name}" if name.startswith("()") else f"call.{name}"
        return shown(name, self.args, self.kwargs)

    def call_list(self):
        """This call after those that it continues."""
        calls, current = [], self
        while current is not None:
            if current._mock_from_kall:
                calls.append(current)
            current = current._mock_parent
        return _CallList(reversed(calls))


call = _Call(from_kall=False)


class _CallList(list):
    """Calls; `in` also finds several in a row."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        n = len(value)
        return any(self[i:i + n] == value for i in range(len(self) - n + 1))

    def __repr__(self):
        return pprint.pformat(list(self))
