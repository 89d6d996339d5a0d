"""Logging: messages with a level, from anywhere in a program to wherever they should go.

    logger.info("…") -> LogRecord -> handlers of the logger and of all above it
                                     each: level? filters? -> Formatter -> stream, file, …

Loggers form a tree by the dots in their names; "a.b" hands its records on to "a" and to
the root. Loggers, handlers and formatters are safe to use from many threads: handlers
have a lock each, and the tree has one.

More handlers are in `logging.handlers`.
"""

import sys
import threading
import time
from _weakref import ref as _ref
from posix import register_at_fork as _register_at_fork

__all__ = [
    "BASIC_FORMAT", "BufferingFormatter", "CRITICAL", "DEBUG", "ERROR", "FATAL",
    "FileHandler", "Filter", "Formatter", "Handler", "INFO", "LogRecord", "Logger",
    "LoggerAdapter", "NOTSET", "NullHandler", "StreamHandler", "WARN", "WARNING",
    "addLevelName", "basicConfig", "captureWarnings", "critical", "debug", "disable",
    "error", "exception", "fatal", "getLevelName", "getLogger", "getLoggerClass", "info",
    "log", "makeLogRecord", "setLoggerClass", "shutdown", "warn", "warning",
    "getLogRecordFactory", "setLogRecordFactory", "lastResort", "raiseExceptions",
    "getLevelNamesMapping", "getHandlerByName", "getHandlerNames",
]

_startTime = time.time_ns()

# Whether errors while logging are reported; what goes wrong here never stops the program.
raiseExceptions = True
logThreads = logMultiprocessing = logProcesses = logAsyncioTasks = True

# Levels

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

_levelToName = {CRITICAL: "CRITICAL", ERROR: "ERROR", WARNING: "WARNING", INFO: "INFO",
                DEBUG: "DEBUG", NOTSET: "NOTSET"}
_nameToLevel = {"CRITICAL": CRITICAL, "FATAL": FATAL, "ERROR": ERROR, "WARN": WARNING,
                "WARNING": WARNING, "INFO": INFO, "DEBUG": DEBUG, "NOTSET": NOTSET}

_lock = threading.RLock()


def getLevelNamesMapping():
    """The levels by name."""
    return _nameToLevel.copy()


def getLevelName(level):
    """The name of a level; the level, if a name is given."""
    found = _levelToName.get(level)
    if found is None:
        found = _nameToLevel.get(level)
    return f"Level {level}" if found is None else found


def addLevelName(level, levelName):
    """Name a level."""
    with _lock:
        _levelToName[level] = levelName
        _nameToLevel[levelName] = level


def _checkLevel(level):
    if isinstance(level, int):
        return level
    if not isinstance(level, str):
        raise TypeError(f"Level not an integer or a valid string: {level!r}")
    if level not in _nameToLevel:
        raise ValueError(f"Unknown level: {level!r}")
    return _nameToLevel[level]


# Callers are looked for beyond the frames of these files.
_srcfile = addLevelName.__code__.co_filename
_own_files = {_srcfile}


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


# Records

class LogRecord:
    """One thing to be logged, and all that is known about when, where and by whom."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info,
                 func=None, sinfo=None, **kwargs):
        now = time.time_ns()
        self.name = name
        self.msg = msg
        # A single dictionary as argument is for %(name)s in the message.
        if args and len(args) == 1 and args[0] and (
                isinstance(args[0], dict) or hasattr(args[0], "keys")):
            args = args[0]
        self.args = args
        self.levelname = getLevelName(level)
        self.levelno = level
        self.pathname = pathname
        self.filename, self.module = _file_and_module(pathname)
        self.exc_info = exc_info
        self.exc_text = None
        self.stack_info = sinfo
        self.lineno = lineno
        self.funcName = func
        self.created = now / 1e9
        self.msecs = now % 1_000_000_000 // 1_000_000 + 0.0
        self.relativeCreated = (now - _startTime) / 1e6
        self.thread = self.threadName = self.process = None
        if logThreads:
            self.thread = threading.get_ident()
            self.threadName = threading.current_thread().name
        # There is one process here: only a multiprocessing module could tell otherwise.
        self.processName = "MainProcess" if logMultiprocessing else None
        if logProcesses:
            from posix import getpid
            self.process = getpid()
        self.taskName = None
        if logAsyncioTasks and "asyncio" in sys.modules:
            try:
                self.taskName = sys.modules["asyncio"].current_task().get_name()
            except Exception:
                pass

    def __repr__(self):
        return (f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, '
                f'"{self.msg}">')

    def getMessage(self):
        """The message with its arguments put in."""
        message = str(self.msg)
        return message % self.args if self.args else message


def _file_and_module(pathname):
    try:
        filename = pathname[pathname.rfind("/") + 1:]
    except (TypeError, ValueError, AttributeError):
        return pathname, "Unknown module"
    dot = filename.rfind(".")
    return filename, filename[:dot] if dot > 0 else filename


_logRecordFactory = LogRecord


def setLogRecordFactory(factory):
    """Have records made by this function or class."""
    global _logRecordFactory
    _logRecordFactory = factory


def getLogRecordFactory():
    """What records are made by."""
    return _logRecordFactory


def makeLogRecord(dict):
    """A record with these attributes, from somewhere else perhaps."""
    record = _logRecordFactory(None, None, "", 0, "", (), None, None)
    record.__dict__.update(dict)
    return record


# Formatting

class PercentStyle:
    """%(message)s"""

    default_format = "%(message)s"
    asctime_format = "%(asctime)s"
    asctime_search = "%(asctime)"

    def __init__(self, fmt, *, defaults=None):
        self._fmt = fmt or self.default_format
        self._defaults = defaults

    def usesTime(self):
        """Whether the time of the record is wanted."""
        return self._fmt.find(self.asctime_search) >= 0

    def validate(self):
        """Raise ValueError for a format that cannot work."""
        if not _has_percent_field(self._fmt):
            raise ValueError(
                f"Invalid format '{self._fmt}' for '{self.default_format[0]}' style")

    def _values(self, record):
        return {**self._defaults, **record.__dict__} if self._defaults else record.__dict__

    def _format(self, record):
        return self._fmt % self._values(record)

    def format(self, record):
        """The text for a record."""
        try:
            return self._format(record)
        except KeyError as error:
            raise ValueError(f"Formatting field not found in record: {error}")


def _has_percent_field(fmt):
    """Whether there is a %(name)s in it, with flags, width and precision as allowed."""
    at = fmt.find("%(")
    while at >= 0:
        end = fmt.find(")", at)
        if end < 0:
            return False
        if fmt[at + 2:end].replace("_", "a").isalnum():
            rest = fmt[end + 1:].lstrip("#0+- ")
            rest = rest[1:] if rest.startswith("*") else rest.lstrip("0123456789")
            if rest.startswith("."):
                rest = rest[2:] if rest.startswith(".*") else rest[1:].lstrip("0123456789")
            if rest[:1] and rest[0] in "diouxXeEfFgGcrsa%":
                return True
        at = fmt.find("%(", at + 2)
    return False


class StrFormatStyle(PercentStyle):
    """{message}"""

    default_format = "{message}"
    asctime_format = "{asctime}"
    asctime_search = "{asctime"

    def _format(self, record):
        return self._fmt.format(**self._values(record))

    def validate(self):
        from _string import formatter_field_name_split, formatter_parser
        found = False
        try:
            for _, name, spec, conversion in formatter_parser(self._fmt):
                if name is None:
                    continue
                first, rest = formatter_field_name_split(name)
                if isinstance(first, str) and not first.isidentifier():
                    raise ValueError(f"invalid field name/expression: {name!r}")
                found = True
                if conversion and conversion not in "rsa":
                    raise ValueError(f"invalid conversion: {conversion!r}")
                if spec and not _is_format_spec(spec):
                    raise ValueError(f"bad specifier: {spec!r}")
        except ValueError as error:
            raise ValueError(f"invalid format: {error}")
        if not found:
            raise ValueError("invalid format: no fields")


def _is_format_spec(spec):
    """[[fill]align][sign][#][0][width][,][.precision][type], width and precision perhaps {name}."""
    if len(spec) > 1 and spec[1] in "<>=^":
        spec = spec[2:]
    elif spec[:1] in ("<", ">", "=", "^"):
        spec = spec[1:]
    if spec[:1] in ("+", "-", " "):
        spec = spec[1:]
    spec = _skip_count(spec.removeprefix("#").removeprefix("0"))
    if spec[:1] in (",", "_"):
        spec = spec[1:]
    if spec.startswith("."):
        shorter = _skip_count(spec[1:])
        if shorter == spec[1:]:
            return False
        spec = shorter
    return spec == "" or (len(spec) == 1 and spec in "bcdefgnosxEFGX%")


def _skip_count(spec):
    if spec.startswith("{"):
        end = spec.find("}")
        return spec[end + 1:] if end > 1 and spec[1:end].isidentifier() else spec
    return spec.lstrip("0123456789")


class StringTemplateStyle(PercentStyle):
    """$message or ${message}"""

    default_format = "${message}"
    asctime_format = asctime_search = "${asctime}"

    def __init__(self, fmt, *, defaults=None):
        super().__init__(fmt, defaults=defaults)
        from string import Template
        self._tpl = Template(self._fmt)

    def usesTime(self):
        return self._fmt.find("$asctime") >= 0 or self._fmt.find(self.asctime_search) >= 0

    def validate(self):
        if not self._tpl.is_valid():
            raise ValueError("invalid format: bare '$' not allowed")
        if not self._tpl.get_identifiers():
            raise ValueError("invalid format: no fields")

    def _format(self, record):
        return self._tpl.substitute(self._values(record))


BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"

_STYLES = {
    "%": (PercentStyle, BASIC_FORMAT),
    "{": (StrFormatStyle, "{levelname}:{name}:{message}"),
    "$": (StringTemplateStyle, "${levelname}:${name}:${message}"),
}


class Formatter:
    """Turns records into text."""

    converter = time.localtime
    default_time_format = "%Y-%m-%d %H:%M:%S"
    default_msec_format = "%s,%03d"

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        if style not in _STYLES:
            raise ValueError(f"Style must be one of: {','.join(_STYLES)}")
        self._style = _STYLES[style][0](fmt, defaults=defaults)
        if validate:
            self._style.validate()
        self._fmt = self._style._fmt
        self.datefmt = datefmt

    def formatTime(self, record, datefmt=None):
        """The time of the record; by default with milliseconds."""
        moment = self.converter(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        text = time.strftime(self.default_time_format, moment)
        if self.default_msec_format:
            text = self.default_msec_format % (text, record.msecs)
        return text

    def formatException(self, ei):
        """The traceback of an exception, without the last line break."""
        import traceback
        return "".join(traceback.format_exception(*ei)).removesuffix("\n")

    def usesTime(self):
        """Whether the time of the record is wanted."""
        return self._style.usesTime()

    def formatMessage(self, record):
        """The first line (or lines) for a record."""
        return self._style.format(record)

    def formatStack(self, stack_info):
        """The call stack that came with the record."""
        return stack_info

    def format(self, record):
        """The text for a record, with exception and stack below if there are any."""
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        lines = [self.formatMessage(record)]
        # The traceback is made once and kept, for the other handlers of the record.
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            lines.append(record.exc_text)
        if record.stack_info:
            lines.append(self.formatStack(record.stack_info))
        text = lines[0]
        for more in lines[1:]:
            text += more if text.endswith("\n") else "\n" + more
        return text


_defaultFormatter = Formatter()


class BufferingFormatter:
    """Formats several records together, with something before and behind."""

    def __init__(self, linefmt=None):
        self.linefmt = linefmt or _defaultFormatter

    def formatHeader(self, records):
        """What comes before the records."""
        return ""

    def formatFooter(self, records):
        """What comes behind them."""
        return ""

    def format(self, records):
        """The text for all of them."""
        if not records:
            return ""
        return "".join([self.formatHeader(records), *map(self.linefmt.format, records),
                        self.formatFooter(records)])


# Filters

class Filter:
    """Lets records of a logger and all below it through."""

    def __init__(self, name=""):
        self.name = name
        self.nlen = len(name)

    def filter(self, record):
        """Whether the record goes on."""
        return (not self.name or record.name == self.name
                or record.name.startswith(self.name + "."))


class Filterer:
    """What has filters: loggers and handlers."""

    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        """Ask this filter, an object with filter() or a function, too."""
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        """Ask this filter no more."""
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        """The record, or what a filter put in its place; something false if one stops it."""
        for each in self.filters:
            result = each.filter(record) if hasattr(each, "filter") else each(record)
            if not result:
                return False
            if isinstance(result, LogRecord):
                record = result
        return record


# Handlers

# For shutdown(): weak references, in the order the handlers were made.
_handlerList = []
_handlers = {}      # weak references by name


def _forget_handler(reference):
    # At the end of the process the list may be gone.
    if _handlerList and reference in _handlerList:
        _handlerList.remove(reference)


def getHandlerByName(name):
    """The handler of that name, or None."""
    reference = _handlers.get(name)
    return None if reference is None else reference()


def getHandlerNames():
    """The names of all handlers that have one."""
    return frozenset(name for name, reference in list(_handlers.items())
                     if reference() is not None)


class Handler(Filterer):
    """Sends records somewhere; where, emit() of the subclass knows."""

    def __init__(self, level=NOTSET):
        Filterer.__init__(self)
        self._name = None
        self.level = _checkLevel(level)
        self.formatter = None
        self._closed = False
        with _lock:
            _handlerList.append(_ref(self, _forget_handler))
        self.createLock()

    @property
    def name(self):
        """A name to find the handler by."""
        return self._name

    @name.setter
    def name(self, name):
        with _lock:
            if self._name in _handlers:
                del _handlers[self._name]
            self._name = name
            if name:
                _handlers[name] = _ref(self)

    def get_name(self):
        """The name, as a method."""
        return self.name

    def set_name(self, name):
        """Set the name, as a method."""
        self.name = name

    def createLock(self):
        """Make the lock that keeps two threads from writing at once."""
        self.lock = threading.RLock()

    def acquire(self):
        """Take the lock."""
        if self.lock:
            self.lock.acquire()

    def release(self):
        """Give the lock back."""
        if self.lock:
            self.lock.release()

    def setLevel(self, level):
        """Ignore records below this level."""
        self.level = _checkLevel(level)

    def setFormatter(self, fmt):
        """Have records turned into text by this formatter."""
        self.formatter = fmt

    def format(self, record):
        """The text for a record."""
        return (self.formatter or _defaultFormatter).format(record)

    def emit(self, record):
        """Send a record out."""
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handle(self, record):
        """Send a record out if the filters let it through."""
        passed = self.filter(record)
        if isinstance(passed, LogRecord):
            record = passed
        if passed:
            self.acquire()
            try:
                self.emit(record)
            finally:
                self.release()
        return passed

    def flush(self):
        """Make sure that all is written."""

    def close(self):
        """Take the handler out of service."""
        with _lock:
            self._closed = True
            if self._name in _handlers:
                del _handlers[self._name]

    def handleError(self, record):
        """Report on stderr what went wrong while a record was sent out."""
        if not raiseExceptions or not sys.stderr:
            return
        import traceback
        try:
            sys.stderr.write("--- Logging error ---\n")
            traceback.print_exception(sys.exception(), file=sys.stderr)
            sys.stderr.write("Call stack:\n")
            # From where the program called, not from inside the library.
            frame = sys.exception().__traceback__.tb_frame
            while frame and frame.f_code.co_filename in _own_files:
                frame = frame.f_back
            if frame:
                traceback.print_stack(frame, file=sys.stderr)
            else:
                sys.stderr.write(f"Logged from file {record.filename}, line {record.lineno}\n")
            try:
                sys.stderr.write(f"Message: {record.msg!r}\nArguments: {record.args}\n")
            except RecursionError:
                raise
            except Exception:
                sys.stderr.write("Unable to print the message and arguments - possible "
                                 "formatting error.\nUse the traceback above to help find the "
                                 "error.\n")
        except OSError:
            pass

    def __repr__(self):
        return f"<{type(self).__name__} ({getLevelName(self.level)})>"


class StreamHandler(Handler):
    """Writes to a text file that is open already; sys.stderr by default."""

    terminator = "\n"

    def __init__(self, stream=None):
        Handler.__init__(self)
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        with self.lock:
            if self.stream and hasattr(self.stream, "flush"):
                self.stream.flush()

    def emit(self, record):
        try:
            # One write: a line is not torn when other threads write to the same file.
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        """Write to another file; the old one is returned (None if it is the same)."""
        if stream is self.stream:
            return None
        with self.lock:
            old = self.stream
            self.flush()
            self.stream = stream
        return old

    def __repr__(self):
        name = str(getattr(self.stream, "name", ""))
        return f"<{type(self).__name__} {name + ' ' if name else ''}({getLevelName(self.level)})>"

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class FileHandler(StreamHandler):
    """Writes to a file by name, opened now or (delay) when there is something to write."""

    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        import os
        self.baseFilename = os.path.abspath(os.fspath(filename))
        self.mode = mode
        self.encoding = encoding
        self.errors = errors
        self.delay = delay
        if delay:
            Handler.__init__(self)
            self.stream = None
        else:
            StreamHandler.__init__(self, self._open())

    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors)

    def close(self):
        with self.lock:
            stream = self.stream
            if stream:
                try:
                    self.flush()
                finally:
                    self.stream = None
                    if hasattr(stream, "close"):
                        stream.close()
            StreamHandler.close(self)

    def emit(self, record):
        # A closed handler does not open a file for writing it once emptied.
        if self.stream is None and (self.mode != "w" or not self._closed):
            self.stream = self._open()
        if self.stream:
            StreamHandler.emit(self, record)

    def __repr__(self):
        return f"<{type(self).__name__} {self.baseFilename} ({getLevelName(self.level)})>"


class NullHandler(Handler):
    """Does nothing: for libraries, which leave it to the program where records go."""

    def handle(self, record):
        pass

    def emit(self, record):
        pass

    def createLock(self):
        self.lock = None


class _StderrHandler(StreamHandler):
    """Writes to whatever sys.stderr is at the time."""

    def __init__(self, level=NOTSET):
        Handler.__init__(self, level)

    @property
    def stream(self):
        return sys.stderr


# For programs that have not configured anything.
_defaultLastResort = _StderrHandler(WARNING)
lastResort = _defaultLastResort


def shutdown(handlerList=_handlerList):
    """Write out and close all handlers, the youngest first; called at the program's end."""
    for reference in reversed(handlerList[:]):
        try:
            handler = reference()
            if handler:
                try:
                    handler.acquire()
                    # Some must not flush when closed, an in-memory buffer for example.
                    if getattr(handler, "flushOnClose", True):
                        handler.flush()
                    handler.close()
                except (OSError, ValueError):
                    pass    # its file was closed before it
                finally:
                    handler.release()
        except Exception:
            if raiseExceptions:
                raise


def _renew_locks():
    """In the child of a fork: whoever held a lock may be no more."""
    for reference in _handlerList[:]:
        handler = reference()
        if handler is not None:
            handler.createLock()
    _lock._at_fork_reinit()


_register_at_fork(before=_lock.acquire, after_in_child=_renew_locks,
                  after_in_parent=_lock.release)

import atexit
atexit.register(shutdown)

# Below what they are made of: the tree of loggers, and functions for its root.
from logging._loggers import (
    Logger, LoggerAdapter, Manager, PlaceHolder, RootLogger, basicConfig, captureWarnings,
    critical, debug, disable, error, exception, fatal, getLogger, getLoggerClass, info, log,
    root, setLoggerClass, warn, warning,
)
