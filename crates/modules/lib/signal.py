"""Signals: what the system, or another process, has to say to this one.

The work is in `_signal`. Here signal numbers get names: `signal.SIGINT` is an int that
shows as `<Signals.SIGINT: 2>`. Handlers are Python functions and run in the main thread.
"""

import _signal


class _NamedInt(int):
    """An int with a name; the class has a member for each name."""

    def __new__(cls, value):
        members = cls.__dict__["_by_value"]
        if value not in members:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        return members[value]

    @classmethod
    def _add(cls, name, value):
        member = cls._by_value.get(value)
        if member is None:
            member = cls._by_value[value] = int.__new__(cls, value)
            member._name_ = name
        # A second name of the same number is another name of the same member.
        cls.__members__[name] = member
        setattr(cls, name, member)
        return member

    @property
    def name(self):
        """The name."""
        return self._name_

    @property
    def value(self):
        """The plain number."""
        return int(self)

    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}: {int(self)}>"

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, spec):
        return int.__format__(int(self), spec)

    def __hash__(self):
        return int.__hash__(self)

    def __reduce__(self):
        return type(self), (int(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class Signals(_NamedInt):
    """The signals."""

    _by_value = {}
    __members__ = {}


class Handlers(_NamedInt):
    """What is not a function but can stand for a handler."""

    _by_value = {}
    __members__ = {}


class Sigmasks(_NamedInt):
    """What to do with a set of signals."""

    _by_value = {}
    __members__ = {}


for _name in sorted(dir(_signal)):
    _value = getattr(_signal, _name)
    if _name in ("SIG_DFL", "SIG_IGN"):
        _value = Handlers._add(_name, _value)
    elif _name in ("SIG_BLOCK", "SIG_UNBLOCK", "SIG_SETMASK"):
        _value = Sigmasks._add(_name, _value)
    elif _name.startswith("SIG") and _name.isupper() and isinstance(_value, int):
        # The alphabet would make SIGCLD the main name of SIGCHLD, and so on.
        continue
    elif _name.startswith("_"):
        continue
    globals()[_name] = _value
for _name in sorted((n for n in dir(_signal) if n.startswith("SIG") and n[3] != "_"),
                    key=lambda n: (n in ("SIGCLD", "SIGIOT", "SIGPOLL"), n)):
    if isinstance(getattr(_signal, _name), int):
        globals()[_name] = Signals._add(_name, getattr(_signal, _name))
del _name, _value


def _named(value, kind):
    """The member for a number, or whatever else it is unchanged."""
    if isinstance(value, int):
        return kind._by_value.get(value, value)
    return value


def signal(signalnum, handler):
    """Have a function called with (number, frame) when the signal comes; the old handler."""
    return _named(_signal.signal(_plain(signalnum), _plain(handler)), Handlers)


def getsignal(signalnum):
    """The handler of a signal; None if it was not set from Python."""
    return _named(_signal.getsignal(signalnum), Handlers)


def _plain(value):
    return int(value) if isinstance(value, int) else value


def _signals(numbers):
    return {_named(number, Signals) for number in numbers}


if hasattr(_signal, "pthread_sigmask"):
    def pthread_sigmask(how, mask):
        """Block or let through signals for this thread; those that were blocked."""
        return _signals(_signal.pthread_sigmask(how, mask))

if hasattr(_signal, "sigpending"):
    def sigpending():
        """The signals that came while they were blocked."""
        return _signals(_signal.sigpending())

if hasattr(_signal, "sigwait"):
    def sigwait(sigset):
        """Wait for one of these signals; which one came."""
        return _named(_signal.sigwait(sigset), Signals)

if hasattr(_signal, "valid_signals"):
    def valid_signals():
        """All signals of this system."""
        return _signals(_signal.valid_signals())
