"""Signals: what the system, or another process, has to say to this one.

The work is in `_signal`. Here signal numbers get names: `signal.SIGINT` is an int that
shows as `<Signals.SIGINT: 2>`. Handlers are Python functions and run in the main thread.
"""

import _signal
from _signal import *
from enum import IntEnum as _IntEnum


def _names(belongs):
    return {name: value for name, value in vars(_signal).items() if belongs(name)}


Signals = _IntEnum("Signals", _names(
    lambda name: name.startswith("SIG") and not name.startswith("SIG_")), module=__name__)
Handlers = _IntEnum("Handlers", _names(
    lambda name: name in ("SIG_DFL", "SIG_IGN")), module=__name__)
Sigmasks = _IntEnum("Sigmasks", _names(
    lambda name: name in ("SIG_BLOCK", "SIG_UNBLOCK", "SIG_SETMASK")), module=__name__)
for _kind in (Signals, Handlers, Sigmasks):
    globals().update(_kind.__members__)
del _kind


def _named(value, kind):
    """The member for a number, or whatever else it is unchanged."""
    if not isinstance(value, int):
        return value
    try:
        return kind(value)
    except ValueError:
        return value


def _plain(value):
    try:
        return int(value)
    except (ValueError, TypeError):
        return value


def _signals(numbers):
    return {_named(number, Signals) for number in numbers}


def signal(signalnum, handler):
    """Have a function called with (number, frame) when the signal comes; the old handler."""
    return _named(_signal.signal(_plain(signalnum), _plain(handler)), Handlers)


def getsignal(signalnum):
    """The handler of a signal; None if it was not set from Python."""
    return _named(_signal.getsignal(signalnum), Handlers)


def pthread_sigmask(how, mask):
    """Block or let through signals for this thread; those that were blocked."""
    return _signals(_signal.pthread_sigmask(how, mask))


def sigpending():
    """The signals that came while they were blocked."""
    return _signals(_signal.sigpending())


def sigwait(sigset):
    """Wait for one of these signals; which one came."""
    return _named(_signal.sigwait(sigset), Signals)


def valid_signals():
    """All signals of this system."""
    return _signals(_signal.valid_signals())
