"""Tracebacks as text and as data.

An exception is first summarised (`TracebackException`, made of `FrameSummary` objects),
which takes from the frames what is needed and lets go of them, and then formatted. The
interpreter prints uncaught exceptions by itself, in the same form.
"""

import linecache
import sys
from itertools import islice

from _string import display_width as _display_width
from _traceback_marks import anchors as _anchors, says_nothing_new as _says_nothing_new

__all__ = [
    "extract_stack", "extract_tb", "format_exception", "format_exception_only",
    "format_list", "format_stack", "format_tb", "print_exc", "format_exc",
    "print_exception", "print_last", "print_stack", "print_tb", "clear_frames",
    "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb",
    "print_list",
]

# Of frames that are all the same so many are shown; for the others a number must do.
_REPEATS_SHOWN = 3

_CAUSE_MESSAGE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT_MESSAGE = "\nDuring handling of the above exception, another exception occurred:\n\n"


def _safe(value, what, show=str):
    try:
        return show(value)
    except Exception:
        return f"<{what} {show.__name__}() failed>"


def _indent(text, prefix):
    return "".join(prefix + line for line in text.splitlines(True))


class FrameSummary:
    """One entry of a traceback or stack: which line of which function of which file."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_lines",
                 "_lines_looked_up", "locals", "_code")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._code = kwargs.get("_code")
        self._lines = line
        self._lines_looked_up = line is not None
        if lookup_line:
            self.line
        self.locals = {key: _safe(value, "local", repr) for key, value in locals.items()} \
            if locals else None

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return tuple(self) == tuple(other)
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    # In older programs an entry is a tuple of four.

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def _source(self):
        """The source from the first to the last line of the range, or None."""
        if not self._lines_looked_up and self.lineno is not None and self.end_lineno is not None:
            self._lines_looked_up = True
            self._lines = "".join(
                linecache.getline(self.filename, number).rstrip() + "\n"
                for number in range(self.lineno, self.end_lineno + 1))
        return self._lines

    @property
    def line(self):
        """The line of source, without the space around it."""
        source = self._source()
        return None if source is None else source.partition("\n")[0].strip()


def walk_stack(f):
    """(frame, line number) from a frame, or the caller, outwards."""
    return _walk_outwards(sys._getframe().f_back if f is None else f)


def _walk_outwards(f):
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """(frame, line number) of a traceback, inwards."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _positions_of_tb(tb):
    """The same with the whole range: (frame, (line, end line, column, end column))."""
    while tb is not None:
        positions = None
        get = getattr(tb.tb_frame.f_code, "co_positions", None)
        if get is not None and tb.tb_lasti >= 0:
            # One entry for each instruction, which are two bytes apart.
            positions = next(islice(get(), tb.tb_lasti // 2, None), None)
        if positions is None or positions[0] is None:
            positions = tb.tb_lineno, None, None, None
        yield tb.tb_frame, positions
        tb = tb.tb_next


class StackSummary(list):
    """A list of FrameSummary objects."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Summarise what walk_stack() or walk_tb() gives."""
        return klass._extract(
            ((frame, (lineno, None, None, None)) for frame, lineno in frame_gen),
            limit, lookup_lines, capture_locals)

    @classmethod
    def _extract(klass, frames, limit, lookup_lines, capture_locals):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            frames = islice(frames, limit) if limit >= 0 else list(frames)[limit:]
        result = klass()
        names = set()
        for frame, (lineno, end_lineno, colno, end_colno) in frames:
            code = frame.f_code
            names.add(code.co_filename)
            linecache.lazycache(code.co_filename, frame.f_globals)
            result.append(FrameSummary(
                code.co_filename, lineno, code.co_name, lookup_line=False,
                locals=frame.f_locals if capture_locals else None,
                end_lineno=end_lineno, colno=colno, end_colno=end_colno))
        for name in names:
            linecache.checkcache(name)
        # Only now: each file is looked at once, whatever the number of frames in it.
        if lookup_lines:
            for summary in result:
                summary.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """A summary of FrameSummary objects or old-style tuples."""
        result = klass()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            result.append(entry)
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """The lines of one entry."""
        lines = [f'  File "{frame_summary.filename}", line {frame_summary.lineno}, '
                 f"in {frame_summary.name}\n"]
        if frame_summary.line:
            lines.append(_indent(_marked_source(frame_summary), "    "))
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                lines.append(f"    {name} = {value}\n")
        return "".join(lines)

    def format(self, **kwargs):
        """The lines of all entries; many equal ones become a few and a number."""
        result = []
        last = None
        count = 0
        for summary in self:
            text = self.format_frame_summary(summary, **kwargs)
            if text is None:
                continue
            place = summary.filename, summary.lineno, summary.name
            if place != last:
                _say_repeated(result, count)
                last = place
                count = 0
            count += 1
            if count <= _REPEATS_SHOWN:
                result.append(text)
        _say_repeated(result, count)
        return result


def _say_repeated(result, count):
    more = count - _REPEATS_SHOWN
    if more > 0:
        result.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


def _char_offset(line, byte_offset):
    """Columns are counted in bytes of UTF-8."""
    return len(line.encode("utf-8")[:byte_offset].decode("utf-8", "replace"))


def _marked_source(summary):
    """The source of an entry, with marks below what failed if that says more than the lines."""
    if summary.colno is None or summary.end_colno is None:
        return summary.line + "\n"
    original = summary._source().splitlines()
    last = summary.end_lineno - summary.lineno
    lines = original[:last + 1]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    lines = [line[margin:] for line in lines]
    start = max(0, _char_offset(original[0], summary.colno) - margin)
    end = max(0, _char_offset(original[last], summary.end_colno) - margin)

    text = "\n".join(lines)
    # Offsets into the joined text, where the range is one piece.
    line_starts = [0]
    for line in lines:
        line_starts.append(line_starts[-1] + len(line) + 1)
    stop = line_starts[last] + end
    inner = _anchors(text[start:stop])
    focus = None if inner is None else (start + inner[0], start + inner[1])
    show = not _says_nothing_new(text[:start], text[start:stop], text[stop:]) and bool(
        focus or lines[0][:start].strip() or lines[last][end:].strip())

    wanted = {0, last}
    if focus:
        for offset in (focus[0], focus[1]):
            number = max(i for i in range(last + 1) if line_starts[i] <= offset)
            wanted.update(range(number - 1, number + 2))
    result = []
    previous = None
    for number in sorted(n for n in wanted if 0 <= n <= last):
        if previous is not None and number - previous == 2:
            result += _marked_line(number - 1, lines, line_starts, start, stop, focus, show)
        elif previous is not None and number - previous > 2:
            result.append(f"...<{number - previous - 1} lines>...\n")
        result += _marked_line(number, lines, line_starts, start, stop, focus, show)
        previous = number
    return "".join(result)


def _marked_line(number, lines, line_starts, start, stop, focus, show):
    line = lines[number]
    yield line + "\n"
    if not show:
        return
    marks = ""
    for column, c in enumerate(line):
        offset = line_starts[number] + column
        if offset >= stop:
            break
        if offset < start or column < len(line) - len(line.lstrip()):
            mark = " "
        else:
            mark = "^" if focus is None or focus[0] <= offset < focus[1] else "~"
        marks += mark * _display_width(c)
    yield marks + "\n"


class _Group:
    """How deep inside exception groups a formatted exception is: the frame drawn around it."""

    def __init__(self):
        self.depth = 0

    def indent(self):
        return " " * (2 * self.depth)

    def emit(self, text, margin="|"):
        prefix = self.indent()
        if self.depth:
            prefix += margin + " "
        for part in [text] if isinstance(text, str) else text:
            yield _indent(part, prefix)


class TracebackException:
    """All that is needed to print an exception later, without holding on to its frames."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, max_group_width=15, max_group_depth=10,
                 save_exc_type=True, _seen=None):
        self._summarise(exc_type, exc_value, exc_traceback, limit, lookup_lines,
                        capture_locals, save_exc_type)
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        seen = {id(exc_value)} if _seen is None else _seen

        def made_of(error):
            made = TracebackException.__new__(TracebackException)
            made._summarise(type(error), error, error.__traceback__, limit, lookup_lines,
                            capture_locals, save_exc_type)
            made.max_group_width = max_group_width
            made.max_group_depth = max_group_depth
            return made

        def summary_of(error):
            # An exception may be met again on another way: it is shown once.
            if error is None or id(error) in seen:
                return None
            seen.add(id(error))
            return made_of(error)

        # Not recursive: chains and groups may be longer and deeper than the stack.
        todo = [(self, exc_value)]
        while todo:
            summary, error = todo.pop()
            summary.__cause__ = summary.__context__ = summary.exceptions = None
            if error is None:
                continue
            summary.__cause__ = summary_of(error.__cause__)
            hidden = compact and (error.__cause__ is not None or error.__suppress_context__)
            if not hidden:
                summary.__context__ = summary_of(error.__context__)
            if isinstance(error, BaseExceptionGroup):
                summary.exceptions = [made_of(inner) for inner in error.exceptions]
                todo += zip(summary.exceptions, error.exceptions)
            if summary.__cause__ is not None:
                todo.append((summary.__cause__, error.__cause__))
            if summary.__context__ is not None:
                todo.append((summary.__context__, error.__context__))

    def _summarise(self, exc_type, error, tb, limit, lookup_lines, capture_locals, save_exc_type):
        self.stack = StackSummary._extract(_positions_of_tb(tb), limit, lookup_lines, capture_locals)
        self._exc_type = exc_type if save_exc_type else None
        self.exc_type_str = None
        if exc_type is not None:
            module = exc_type.__module__
            self.exc_type_str = exc_type.__qualname__
            if module not in ("__main__", "builtins"):
                module = module if isinstance(module, str) else "<unknown>"
                self.exc_type_str = f"{module}.{exc_type.__qualname__}"
        self.__suppress_context__ = error is not None and error.__suppress_context__
        self._str = _safe(error, "exception")
        self._is_syntax_error = False
        try:
            self.__notes__ = getattr(error, "__notes__", None)
        except Exception as failure:
            self.__notes__ = [
                f"Ignored error getting __notes__: {_safe(failure, '__notes__', repr)}"]
        if exc_type is None:
            return
        if issubclass(exc_type, SyntaxError):
            self._is_syntax_error = True
            self.filename = error.filename
            self.lineno = None if error.lineno is None else str(error.lineno)
            self.end_lineno = None if error.end_lineno is None else str(error.end_lineno)
            self.text = error.text
            self.offset = error.offset
            self.end_offset = error.end_offset
            self.msg = error.msg
            # A misspelt keyword, as the parser has found it; it is no part of the error's own text.
            vague = self.msg == "invalid syntax" or "Perhaps you forgot a comma" in str(self.msg)
            typo = getattr(error, "_metadata", None) if vague else None
            if isinstance(typo, tuple) and len(typo) == 3 and isinstance(typo[0], str):
                self.msg, self.offset, self.end_offset = typo
                self.end_lineno = self.lineno
        elif issubclass(exc_type, (NameError, AttributeError, ImportError)):
            self._suggest(exc_type, error, tb)

    def _suggest(self, exc_type, error, tb):
        is_import = issubclass(exc_type, ImportError)
        wrong = getattr(error, "name_from" if is_import else "name", None)
        if wrong is None:
            return
        from _did_you_mean import for_exception
        meant = for_exception(error, tb, wrong)
        if meant:
            self._str += f". Did you mean: '{meant}'?"
        if issubclass(exc_type, NameError) and wrong in getattr(sys, "stdlib_module_names", ()):
            self._str += (f" Or did you forget to import '{wrong}'?" if meant
                          else f". Did you forget to import '{wrong}'?")

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """The summary of an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        """The class of the exception (better ask for exc_type_str)."""
        import warnings
        warnings.warn("Deprecated in 3.13. Use exc_type_str instead.",
                      DeprecationWarning, stacklevel=2)
        return self._exc_type

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """The last lines: class and message, place of a syntax error, notes."""
        lines = []
        if self.exc_type_str is None:
            lines.append("NoneType: None\n")
        elif self._is_syntax_error:
            lines += self._syntax_error_lines()
        else:
            lines.append(f"{self.exc_type_str}: {self._str}\n" if self._str
                         else f"{self.exc_type_str}\n")
        notes = self.__notes__
        if isinstance(notes, (list, tuple)):
            for note in notes:
                lines += [line + "\n" for line in _safe(note, "note").split("\n")]
        elif notes is not None:
            lines.append(f"{_safe(notes, '__notes__', repr)}\n")
        for line in lines:
            yield _indent(line, 3 * _depth * " ") if _depth else line
        if show_group and self.exceptions:
            for inner in self.exceptions:
                yield from inner.format_exception_only(show_group=True, _depth=_depth + 1)

    def _syntax_error_lines(self):
        suffix = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            suffix = f" ({self.filename})"
        if self.lineno is not None and isinstance(self.text, str):
            # The margin goes, and what was wrong is marked below the rest.
            line = self.text.rstrip("\n")
            shown = line.lstrip(" \n\f")
            margin = len(line) - len(shown)
            yield f"    {shown}\n"
            if self.offset is not None:
                offset = min(self.offset, len(line) + 1)
                end = self.end_offset if self.end_offset not in (None, 0) else offset
                if self.end_lineno is not None and int(self.end_lineno) > int(self.lineno):
                    end = len(line) + 1
                if end == offset or end == -1:
                    end = offset + 1
                column = offset - 1 - margin
                if column >= 0:
                    # Tabs stay tabs, so that the marks stand where they should.
                    lead = "".join(c if c.isspace() else " " for c in shown[:column])
                    yield f"    {lead}{'^' * (end - offset)}\n"
        yield f"{self.exc_type_str}: {self.msg or '<no detail available>'}{suffix}\n"

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """All lines, with the exceptions that led to this one before it."""
        group = _Group() if _ctx is None else _ctx
        links = []
        error = self
        while error is not None:
            before = message = None
            if chain:
                if error.__cause__ is not None:
                    before, message = error.__cause__, _CAUSE_MESSAGE
                elif error.__context__ is not None and not error.__suppress_context__:
                    before, message = error.__context__, _CONTEXT_MESSAGE
            links.append((message, error))
            error = before
        for message, error in reversed(links):
            if message is not None:
                yield from group.emit(message)
            yield from error._format_alone(group, **kwargs)

    def _format_alone(self, group, **kwargs):
        if self.exceptions is None:
            if self.stack:
                yield from group.emit("Traceback (most recent call last):\n")
                yield from group.emit(self.stack.format(**kwargs))
            yield from group.emit(self.format_exception_only(**kwargs))
            return
        if group.depth > self.max_group_depth:
            yield from group.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            return
        outermost = group.depth == 0
        if outermost:
            group.depth = 1
        if self.stack:
            yield from group.emit("Exception Group Traceback (most recent call last):\n",
                                  "+" if outermost else "|")
            yield from group.emit(self.stack.format(**kwargs))
        yield from group.emit(self.format_exception_only(**kwargs))
        width = self.max_group_width
        shown = self.exceptions[:width]
        more = len(self.exceptions) - len(shown)
        titles = [str(i + 1) for i in range(len(shown))] + (["..."] if more else [])
        for i, title in enumerate(titles):
            yield (f"{group.indent()}{'+-' if i == 0 else '  '}"
                   f"+---------------- {title} ----------------\n")
            group.depth += 1
            closed = group.depth
            if i < len(shown):
                yield from shown[i].format(_ctx=group, **kwargs)
            else:
                yield from group.emit(f"and {more} more exception{'s' if more > 1 else ''}\n")
            # One line closes this group and those that end with it.
            if i == len(titles) - 1 and not (i < len(shown) and shown[i].exceptions):
                yield f"{group.indent()}+------------------------------------\n"
            group.depth -= 1
        if outermost:
            group.depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        """Print all lines."""
        file = sys.stderr if file is None else file
        for line in self.format(chain=chain, **kwargs):
            print(line, file=file, end="")


_not_given = object()


def _value_and_tb(exc, value, tb):
    if (value is _not_given) != (tb is _not_given):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _not_given:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f"Exception expected for value, {type(exc).__name__} found")


def print_exception(exc, /, value=_not_given, tb=_not_given, limit=None, file=None, chain=True,
                    **kwargs):
    """Print an exception with its traceback and those that led to it."""
    value, tb = _value_and_tb(exc, value, tb)
    TracebackException(type(value) if value is not None else None, value, tb,
                       limit=limit, compact=True).print(file=file, chain=chain)


def format_exception(exc, /, value=_not_given, tb=_not_given, limit=None, chain=True, **kwargs):
    """The lines print_exception() would print."""
    value, tb = _value_and_tb(exc, value, tb)
    return list(TracebackException(type(value) if value is not None else None, value, tb,
                                   limit=limit, compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_not_given, *, show_group=False, **kwargs):
    """The last lines only: class and message."""
    if value is _not_given:
        value = exc
    summary = TracebackException(type(value) if value is not None else None, value, None, compact=True)
    return list(summary.format_exception_only(show_group=show_group))


def print_exc(limit=None, file=None, chain=True):
    """Print the exception being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """What print_exc() would print."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Print the exception that was last left uncaught at the prompt."""
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    error = sys.last_exc if hasattr(sys, "last_exc") else sys.last_value
    print_exception(error, limit=limit, file=file, chain=chain)


def print_list(extracted_list, file=None):
    """Print entries of a traceback."""
    file = sys.stderr if file is None else file
    for item in StackSummary.from_list(extracted_list).format():
        print(item, file=file, end="")


def format_list(extracted_list):
    """The text of each entry."""
    return StackSummary.from_list(extracted_list).format()


def extract_tb(tb, limit=None):
    """The entries of a traceback."""
    return StackSummary._extract(_positions_of_tb(tb), limit, True, False)


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """The text of each entry of a traceback."""
    return extract_tb(tb, limit=limit).format()


def extract_stack(f=None, limit=None):
    """The entries from the beginning of the program to a frame, or the caller."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def print_stack(f=None, limit=None, file=None):
    """Print how the program got to a frame, or the caller."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """The text of each entry from the beginning of the program to a frame, or the caller."""
    if f is None:
        f = sys._getframe().f_back
    return extract_stack(f, limit=limit).format()


def clear_frames(tb):
    """Let go of the local variables of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass    # still running
        tb = tb.tb_next
