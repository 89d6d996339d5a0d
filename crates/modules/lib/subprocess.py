"""Other programs: started, fed, read, waited for.

`run()` does all of it and is what most need. `Popen` is the running program.

    started ──▶ communicate(), or read and write the pipes ──▶ wait() ──▶ returncode
"""

import builtins
import contextlib
import errno
import io
import os
import signal
import sys
import threading
import time
import types
import warnings
from posix import _launch as _fork_exec, _poll
from time import monotonic as _time

__all__ = [
    "Popen", "PIPE", "STDOUT", "call", "check_call", "getstatusoutput", "getoutput",
    "check_output", "run", "CalledProcessError", "DEVNULL", "SubprocessError",
    "TimeoutExpired", "CompletedProcess",
]

PIPE = -1
STDOUT = -2
DEVNULL = -3

_PIPE_BUF = 512         # so much is written to a pipe at once, whatever else happens
_mswindows = False

# A class of `selectors` that communicate() shall use. It needs none as it is.
_PopenSelector = None


class SubprocessError(Exception):
    """What goes wrong with other programs."""


class CalledProcessError(SubprocessError):
    """A program that should have ended with status 0 did not."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if not isinstance(self.returncode, int) or self.returncode >= 0:
            return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."
        try:
            return f"Command '{self.cmd}' died with {signal.Signals(-self.returncode)!r}."
        except ValueError:
            return f"Command '{self.cmd}' died with unknown signal {-self.returncode}."

    @property
    def stdout(self):
        """The same as output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    """A program took longer than it was given."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

    @property
    def stdout(self):
        """The same as output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


# Programs that were still running when their Popen object died: they are asked now and
# then, so that the system can forget them once they have ended.
_active = []


def _cleanup():
    if _active is None:
        return
    for process in _active[:]:
        if process._internal_poll(_deadstate=sys.maxsize) is not None:
            with contextlib.suppress(ValueError):   # another thread was faster
                _active.remove(process)


def _optim_args_from_interpreter_flags():
    """The options of this interpreter that concern optimisation."""
    level = sys.flags.optimize
    return ["-" + "O" * level] if level > 0 else []


def _args_from_interpreter_flags():
    """Options that make another interpreter behave as this one."""
    args = _optim_args_from_interpreter_flags()
    letters = {
        "debug": "d", "dont_write_bytecode": "B", "no_site": "S", "verbose": "v",
        "bytes_warning": "b", "quiet": "q",
    }
    if sys.flags.isolated:
        args.append("-I")
    else:
        letters |= {"ignore_environment": "E", "no_user_site": "s", "safe_path": "P"}
    for flag, letter in letters.items():
        level = getattr(sys.flags, flag)
        if level > 0:
            args.append("-" + letter * level)
    args.extend("-W" + option for option in sys.warnoptions)
    if sys.flags.dev_mode:
        args.extend(["-X", "dev"])
    for name in ("faulthandler", "importtime", "frozen_modules", "showrefcount", "utf8",
                 "tracemalloc", "no_debug_ranges", "warn_default_encoding"):
        if name in sys._xoptions:
            value = sys._xoptions[name]
            args.extend(["-X", name if value is True else f"{name}={value}"])
    return args


class CompletedProcess:
    """What has become of a program that run() has started."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        parts = [f"args={self.args!r}", f"returncode={self.returncode!r}"]
        if self.stdout is not None:
            parts.append(f"stdout={self.stdout!r}")
        if self.stderr is not None:
            parts.append(f"stderr={self.stderr!r}")
        return f"{type(self).__name__}({', '.join(parts)})"

    __class_getitem__ = classmethod(types.GenericAlias)

    def check_returncode(self):
        """Raise CalledProcessError unless the program ended with status 0."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a program to its end; returns a CompletedProcess.

    All but the named arguments are Popen's.
    """
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = kwargs["stderr"] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except TimeoutExpired:
            process.kill()
            process.wait()
            raise
        except:     # Ctrl-C included: __exit__ has waited a moment for the program then
            process.kill()
            raise
        status = process.poll()
        if check and status:
            raise CalledProcessError(status, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, status, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    """Run a program to its end; returns its exit status."""
    with Popen(*popenargs, **kwargs) as process:
        try:
            return process.wait(timeout=timeout)
        except:
            process.kill()
            raise


def check_call(*popenargs, **kwargs):
    """Run a program to its end; raises CalledProcessError unless its status is 0."""
    status = call(*popenargs, **kwargs)
    if status:
        args = kwargs.get("args")
        raise CalledProcessError(status, popenargs[0] if args is None else args)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """What a program writes to its standard output; its status must be 0."""
    for name in ("stdout", "check"):
        if name in kwargs:
            raise ValueError(f"{name} argument not allowed, it will be overridden.")
    if "input" in kwargs and kwargs["input"] is None:
        # No input, which is not the same as the input of this program.
        text = kwargs.get("universal_newlines") or kwargs.get("text") \
            or kwargs.get("encoding") or kwargs.get("errors")
        kwargs["input"] = "" if text else b""
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """(status, output) of a shell command: both streams, without the last line's end."""
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT,
                            encoding=encoding, errors=errors)
        status = 0
    except CalledProcessError as error:
        data = error.output
        status = error.returncode
    return status, data.removesuffix("\n")


def getoutput(cmd, *, encoding=None, errors=None):
    """The output of a shell command."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


def list2cmdline(seq):
    """A list of arguments as one line that Microsoft's C library takes apart again."""
    words = []
    for argument in map(os.fsdecode, seq):
        quoted = not argument or " " in argument or "\t" in argument
        word = []
        backslashes = 0     # doubled only before a quote
        for char in argument:
            if char == "\\":
                backslashes += 1
                continue
            word.append("\\" * (backslashes * 2 + 1 if char == '"' else backslashes) + char)
            backslashes = 0
        word.append("\\" * (backslashes * 2 if quoted else backslashes))
        text = "".join(word)
        words.append(f'"{text}"' if quoted else text)
    return " ".join(words)


def _text_encoding():
    if sys.flags.warn_default_encoding:
        ours = sys._getframe().f_code.co_filename
        warnings.warn("'encoding' argument not specified.", EncodingWarning,
                      skip_file_prefixes=(ours,))
    return "utf-8" if sys.flags.utf8_mode else "locale"


def _user_number(user):
    if user is None:
        return None
    if isinstance(user, str):
        import pwd
        user = pwd.getpwnam(user).pw_uid
    elif not isinstance(user, int):
        raise TypeError("User must be a string or an integer")
    if user < 0:
        raise ValueError(f"User ID cannot be negative, got {user}")
    if user >= 1 << 32:
        raise OverflowError("uid is greater than maximum")
    return user


def _group_number(group, wrong):
    if isinstance(group, str):
        import grp
        group = grp.getgrnam(group).gr_gid
    elif not isinstance(group, int):
        raise TypeError(f"{wrong}, not {type(group)}")
    if group < 0:
        raise ValueError(f"Group ID cannot be negative, got {group}")
    if group >= 1 << 32:
        raise OverflowError("gid is greater than maximum")
    return group


def _group_numbers(groups):
    if groups is None:
        return None
    if isinstance(groups, str):
        raise ValueError("Groups must be a list, not a string")
    try:
        numbers = [_group_number(group, "Items in extra_groups must be a string or integer")
                   for group in groups]
    except OverflowError:
        raise ValueError("invalid group id") from None
    if len(numbers) > 1 << 16:
        raise ValueError("too many extra_groups")
    return numbers


class Popen:
    """A program that was started, in a process of its own."""

    _child_created = False
    _communication_started = False
    _input = None
    _input_offset = 0
    _closed_child_pipe_fds = False

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None,
                 preexec_fn=None, close_fds=True, shell=False, cwd=None, env=None,
                 universal_newlines=None, startupinfo=None, creationflags=0,
                 restore_signals=True, start_new_session=False, pass_fds=(), *, user=None,
                 group=None, extra_groups=None, encoding=None, errors=None, text=None,
                 umask=-1, pipesize=-1, process_group=None):
        _cleanup()
        # One thread at a time asks the system what has become of the process.
        self._waitpid_lock = threading.Lock()
        self._sigint_wait_secs = 0.25
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if stdout is STDOUT:
            raise ValueError("STDOUT can only be used for stderr")
        if pipesize is None:
            pipesize = -1
        if not isinstance(pipesize, int):
            raise TypeError("pipesize must be an integer")
        if pass_fds and not close_fds:
            warnings.warn("pass_fds overriding close_fds.", RuntimeWarning)
            close_fds = True
        if startupinfo is not None:
            raise ValueError("startupinfo is only supported on Windows platforms")
        if creationflags != 0:
            raise ValueError("creationflags is only supported on Windows platforms")
        if text is not None and universal_newlines is not None \
                and bool(universal_newlines) != bool(text):
            raise SubprocessError("Cannot disambiguate when both text and universal_newlines are "
                                  "supplied but different. Pass one or the other.")
        self.args = args
        self.stdin = self.stdout = self.stderr = self.pid = self.returncode = None
        self.encoding = encoding
        self.errors = errors
        self.pipesize = pipesize
        self.text_mode = encoding or errors or text or universal_newlines
        if self.text_mode and encoding is None:
            self.encoding = encoding = _text_encoding()
        identity = {
            "gid": None if group is None
                   else _group_number(group, "Group must be a string or an integer"),
            "groups": _group_numbers(extra_groups),
            "uid": _user_number(user),
        }
        pipes = self._get_handles(stdin, stdout, stderr)
        p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite = pipes
        try:
            if p2cwrite != -1:
                self.stdin = self._stream(p2cwrite, "wb", bufsize)
            if c2pread != -1:
                self.stdout = self._stream(c2pread, "rb", bufsize)
            if errread != -1:
                self.stderr = self._stream(errread, "rb", bufsize)
            self._execute_child(args, executable, shell, cwd, env, preexec_fn, {
                "standard": (p2cread, c2pwrite, errwrite),
                "pass_fds": tuple(map(int, pass_fds)),
                "close_fds": close_fds,
                "restore_signals": restore_signals,
                "start_new_session": start_new_session,
                "process_group": None if process_group in (None, -1) else process_group,
                "umask": None if umask == -1 or umask < 0 else umask,
                **identity,
            })
        except:
            for stream in (self.stdin, self.stdout, self.stderr):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            if not self._closed_child_pipe_fds:
                self._close_child_ends()
            raise

    def __repr__(self):
        shown = f"<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>"
        return shown if len(shown) <= 80 else shown[:76] + "...>"

    __class_getitem__ = classmethod(types.GenericAlias)

    @property
    def universal_newlines(self):
        """Whether the pipes carry text; an old name of text_mode."""
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, universal_newlines):
        self.text_mode = bool(universal_newlines)

    # Files and pipes

    def _get_handles(self, stdin, stdout, stderr):
        # The child's ends of pipes, and /dev/null: open here only until the child has them.
        self._child_ends = []
        opened = []
        try:
            p2cread, p2cwrite = self._child_handle(stdin, opened, write=False)
            c2pwrite, c2pread = self._child_handle(stdout, opened, write=True)
            if stderr == STDOUT and isinstance(stderr, int):
                errwrite = c2pwrite if c2pwrite != -1 else sys.__stdout__.fileno()
                errread = -1
            else:
                errwrite, errread = self._child_handle(stderr, opened, write=True)
        except:
            for number in opened:
                os.close(number)
            raise
        return p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite

    def _child_handle(self, wanted, opened, write):
        """(the child's descriptor, the parent's end of the pipe), each -1 for none."""
        if wanted is None:
            return -1, -1
        if wanted == PIPE and isinstance(wanted, int):
            reading, writing = os.pipe()
            opened += reading, writing
            if self.pipesize > 0:
                import fcntl
                fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, self.pipesize)
            child, parent = (writing, reading) if write else (reading, writing)
            self._child_ends.append(child)
            return child, parent
        if wanted == DEVNULL and isinstance(wanted, int):
            if not hasattr(self, "_devnull"):
                self._devnull = os.open(os.devnull, os.O_RDWR)
                opened.append(self._devnull)
                self._child_ends.append(self._devnull)
            return self._devnull, -1
        if isinstance(wanted, int):
            return wanted, -1
        return wanted.fileno(), -1

    def _stream(self, number, mode, bufsize):
        line_buffered = bufsize == 1 and self.text_mode
        # A line-buffered text file buffers in its text layer.
        stream = io.open(number, mode, -1 if line_buffered else bufsize)
        if not self.text_mode:
            return stream
        options = {"write_through": True, "line_buffering": line_buffered} if mode == "wb" else {}
        return io.TextIOWrapper(stream, encoding=self.encoding, errors=self.errors, **options)

    def _close_child_ends(self):
        self._closed_child_pipe_fds = True
        for number in self._child_ends:
            with contextlib.suppress(OSError):
                os.close(number)

    # The start

    def _execute_child(self, args, executable, shell, cwd, env, preexec_fn, options):
        if isinstance(args, (str, bytes)):
            args = [args]
        elif isinstance(args, os.PathLike):
            if shell:
                raise TypeError("path-like args is not allowed when shell is true")
            args = [args]
        else:
            args = list(args)
        if shell:
            args = ["/bin/sh", "-c", *args]
            if executable:
                args[0] = executable
        if executable is None:
            executable = args[0]
        sys.audit("subprocess.Popen", executable, args, cwd, env)
        shown = executable
        variables = None if env is None else _environment_list(env)
        executable = os.fsencode(executable)
        if os.path.dirname(executable):
            programs = (executable,)
        else:
            programs = tuple(os.path.join(os.fsencode(folder), executable)
                             for folder in os.get_exec_path(env))
        result = _fork_exec({
            "programs": programs, "argv": args, "cwd": cwd, "preexec_fn": preexec_fn,
            "env": variables, **options,
        })
        self._close_child_ends()
        if isinstance(result, int):
            self.pid = result
            self._child_created = True
            return
        stage, number = result
        if stage == "preexec":
            raise SubprocessError("Exception occurred in preexec_fn.")
        child_exception = OSError(number, os.strerror(number))
        if stage != "noexec":
            child_exception.filename = cwd if stage == "noexec:chdir" else shown
        raise child_exception

    # The end

    def _handle_exitstatus(self, sts):
        """Note a wait status that the system has given."""
        if os.WIFSTOPPED(sts):
            self.returncode = -os.WSTOPSIG(sts)
        else:
            self.returncode = os.waitstatus_to_exitcode(sts)

    def _internal_poll(self, _deadstate=None):
        """Ask what has become of the process. Calls no other code: __del__ uses it."""
        if self.returncode is None:
            if not self._waitpid_lock.acquire(False):
                return None     # another thread is asking
            try:
                if self.returncode is None:
                    pid, status = os.waitpid(self.pid, os.WNOHANG)
                    if pid == self.pid:
                        self._handle_exitstatus(status)
            except OSError as error:
                if _deadstate is not None:
                    self.returncode = _deadstate
                elif error.errno == errno.ECHILD:
                    # Somebody else has waited for it; nobody knows how it ended.
                    self.returncode = 0
            finally:
                self._waitpid_lock.release()
        return self.returncode

    def poll(self):
        """The exit status if the program has ended, else None."""
        return self._internal_poll()

    def _try_wait(self, wait_flags):
        try:
            return os.waitpid(self.pid, wait_flags)
        except ChildProcessError:
            # Somebody else has waited for it; nobody knows how it ended.
            return self.pid, 0

    def _wait(self, timeout):
        if self.returncode is not None:
            return self.returncode
        if timeout is None:
            while self.returncode is None:
                with self._waitpid_lock:
                    if self.returncode is None:
                        pid, status = self._try_wait(0)
                        if pid == self.pid:
                            self._handle_exitstatus(status)
            return self.returncode
        endtime = _time() + timeout
        pause = 0.0005
        while True:
            if self._waitpid_lock.acquire(False):
                try:
                    if self.returncode is not None:
                        break
                    pid, status = self._try_wait(os.WNOHANG)
                    if pid == self.pid:
                        self._handle_exitstatus(status)
                        break
                finally:
                    self._waitpid_lock.release()
            left = self._remaining_time(endtime)
            if left <= 0:
                raise TimeoutExpired(self.args, timeout)
            pause = min(pause * 2, left, 0.05)
            time.sleep(pause)
        return self.returncode

    def wait(self, timeout=None):
        """Wait until the program has ended; its exit status, or minus the signal."""
        endtime = None if timeout is None else _time() + timeout
        try:
            return self._wait(timeout=timeout)
        except KeyboardInterrupt:
            self._await_interrupted(endtime)
            raise

    def _await_interrupted(self, endtime):
        # Ctrl-C went to the program as well: it gets a moment to end by itself.
        patience = self._sigint_wait_secs
        if endtime is not None:
            patience = min(patience, max(0, self._remaining_time(endtime)))
        self._sigint_wait_secs = 0      # the second time there is no moment
        with contextlib.suppress(TimeoutExpired):
            self._wait(timeout=patience)

    def _remaining_time(self, endtime):
        return None if endtime is None else endtime - _time()

    def _check_timeout(self, endtime, orig_timeout, stdout_seq, stderr_seq, skip_check_and_raise=False):
        if endtime is not None and (skip_check_and_raise or _time() > endtime):
            raise TimeoutExpired(
                self.args, orig_timeout,
                output=b"".join(stdout_seq) if stdout_seq else None,
                stderr=b"".join(stderr_seq) if stderr_seq else None)

    def send_signal(self, sig):
        """Send a signal to the process, unless it has ended."""
        # Its number may belong to another process once somebody has waited for it.
        self.poll()
        if self.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, sig)

    def terminate(self):
        """Ask the process to end, by SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """End the process, by SIGKILL."""
        self.send_signal(signal.SIGKILL)

    # Pipes

    def _translate_newlines(self, data, encoding, errors):
        text = data.decode("utf-8" if encoding == "locale" else encoding, errors)
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def communicate(self, input=None, timeout=None):
        """Send input, read until the end of both streams, wait: (stdout, stderr).

        Each is None if it is no pipe. After a TimeoutExpired call it again: nothing is lost.
        """
        if self._communication_started and input:
            raise ValueError("Cannot send input after starting communication")
        pipes = [self.stdin, self.stdout, self.stderr]
        if timeout is None and not self._communication_started and pipes.count(None) >= 2:
            stdout = stderr = None
            if self.stdin:
                self._stdin_write(input)
            elif self.stdout:
                stdout = self.stdout.read()
                self.stdout.close()
            elif self.stderr:
                stderr = self.stderr.read()
                self.stderr.close()
            self.wait()
            return stdout, stderr
        endtime = None if timeout is None else _time() + timeout
        try:
            stdout, stderr = self._communicate(input, endtime, timeout)
        except KeyboardInterrupt:
            self._await_interrupted(endtime)
            raise
        finally:
            self._communication_started = True
        self._wait_until(endtime, timeout)
        return stdout, stderr

    def _wait_until(self, endtime, orig_timeout):
        try:
            self.wait(timeout=self._remaining_time(endtime))
        except TimeoutExpired as error:
            error.timeout = orig_timeout    # not what was left of it
            raise

    def _stdin_write(self, input):
        if input:
            with _ignoring_gone_reader():
                self.stdin.write(input)
        with _ignoring_gone_reader():
            self.stdin.close()

    def _save_input(self, input):
        if self.stdin and self._input is None:
            self._input_offset = 0
            self._input = input
            if input is not None and self.text_mode:
                self._input = self._input.encode(
                    "utf-8" if self.stdin.encoding == "locale" else self.stdin.encoding,
                    self.stdin.errors)

    def _communicate(self, input, endtime, orig_timeout):
        if self.stdin and not self._communication_started:
            # What the program has written to the stream itself comes first.
            try:
                self.stdin.flush()
            except BrokenPipeError:
                pass
            except ValueError:
                if not self.stdin.closed:
                    raise
            if not input:
                with contextlib.suppress(BrokenPipeError):
                    self.stdin.close()
        if not self._communication_started:
            self._received = {stream: [] for stream in (self.stdout, self.stderr) if stream}
        stdout, stderr = self._received.get(self.stdout), self._received.get(self.stderr)
        self._save_input(input)
        view = self._input or b""
        if not isinstance(view, bytes):
            view = memoryview(view).cast("B")
        reading = {stream.fileno(): stream for stream in self._received if not stream.closed}
        writing = [self.stdin.fileno()] if self.stdin and view and not self.stdin.closed else []
        while reading or writing:
            timeout = self._remaining_time(endtime)
            if timeout is not None and timeout < 0:
                self._check_timeout(endtime, orig_timeout, stdout, stderr,
                                    skip_check_and_raise=True)
            readable, writable = self._await_ready(list(reading), writing, timeout)
            self._check_timeout(endtime, orig_timeout, stdout, stderr)
            for number in writable:
                chunk = view[self._input_offset:self._input_offset + _PIPE_BUF]
                try:
                    self._input_offset += os.write(number, chunk)
                except BrokenPipeError:
                    self._input_offset = len(view)
                if self._input_offset >= len(view):
                    writing = []
                    self.stdin.close()
            for number in readable:
                data = os.read(number, 32768)
                if data:
                    self._received[reading[number]].append(data)
                else:
                    reading.pop(number).close()
        self._wait_until(endtime, orig_timeout)
        stdout = None if stdout is None else b"".join(stdout)
        stderr = None if stderr is None else b"".join(stderr)
        if self.text_mode:
            if stdout is not None:
                stdout = self._translate_newlines(stdout, self.stdout.encoding, self.stdout.errors)
            if stderr is not None:
                stderr = self._translate_newlines(stderr, self.stderr.encoding, self.stderr.errors)
        return stdout, stderr

    def _await_ready(self, reading, writing, timeout):
        if _PopenSelector is None:
            return _poll(reading, writing, timeout)
        import selectors
        with _PopenSelector() as selector:
            for numbers, wanted in ((reading, selectors.EVENT_READ), (writing, selectors.EVENT_WRITE)):
                for number in numbers:
                    selector.register(number, wanted)
            ready = {key.fd for key, events in selector.select(timeout)}
        return [[number for number in numbers if number in ready] for numbers in (reading, writing)]

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        if self.stdout:
            self.stdout.close()
        if self.stderr:
            self.stderr.close()
        try:
            if self.stdin:
                self.stdin.close()
        finally:
            if exc_type == KeyboardInterrupt:
                if self._sigint_wait_secs > 0:
                    with contextlib.suppress(TimeoutExpired):
                        self._wait(timeout=self._sigint_wait_secs)
                self._sigint_wait_secs = 0
            else:
                self.wait()

    def __del__(self, _maxsize=sys.maxsize, _warn=warnings.warn):
        if not self._child_created:
            return
        if self.returncode is None:
            _warn(f"subprocess {self.pid} is still running", ResourceWarning, source=self)
        self._internal_poll(_deadstate=_maxsize)
        if self.returncode is None and _active is not None:
            _active.append(self)


@contextlib.contextmanager
def _ignoring_gone_reader():
    """Writing to a program that has ended, or reads no more, is no error here."""
    try:
        yield
    except BrokenPipeError:
        pass
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise


def _environment_list(env):
    variables = []
    for name, value in env.items():
        name = os.fsencode(name)
        if b"=" in name:
            raise ValueError("illegal environment variable name")
        variables.append(name + b"=" + os.fsencode(value))
    return variables
