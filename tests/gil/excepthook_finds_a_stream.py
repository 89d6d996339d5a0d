# Where the end of a thread by an exception is reported, and what threading.excepthook() makes of odd arguments.
import io
import sys
import threading


class Full(io.StringIO):
    def write(self, text):
        raise OSError(f"no room for {text!r}")


def fail():
    1 / 0


kept = sys.stderr


def lines(stream):
    """What was written, without the frames."""
    return [line for line in stream.getvalue().splitlines() if not line.startswith(" ")]


def report(label, stderr, own=None):
    thread = threading.Thread(target=fail, name="worker")
    thread._stderr = own
    if stderr == "deleted":
        del sys.stderr
    else:
        sys.stderr = stderr
    thread.start()
    thread.join()
    sys.stderr = kept
    print(label, *[lines(stream) for stream in (stderr, own) if isinstance(stream, io.StringIO)])


report("a stream", io.StringIO())
report("None, and no stream of its own", None)
report("deleted", "deleted", io.StringIO())
report("deleted, and no stream of its own", "deleted")
sys.__stderr__ = io.StringIO()
report("None", None, io.StringIO())
print("at the stream of the start", lines(sys.__stderr__))
report("no room", Full(), io.StringIO())
report("a number", 5, io.StringIO())
sys.__stderr__ = kept


def call(*args):
    sys.stderr = out = io.StringIO()
    try:
        threading.excepthook(threading.ExceptHookArgs(args))
    except Exception as error:
        out.write(repr(error))
    sys.stderr = kept
    print(repr(out.getvalue()).replace(str(threading.get_ident()), "IDENT"))


class Named:
    def __init__(self, name):
        self.name = name


class Nameless:
    @property
    def name(self):
        raise KeyError("name")


error = ValueError(3)
call(ValueError, error, None, None)
call(ValueError, None, None, None)
call(SystemExit, error, None, None)
call(TypeError, error, None, threading.current_thread())
call(None, None, None, 5)
call(5, 5, 5, 5)
call(ValueError, error, None, Named(None))
call(ValueError, error, None, Named(7))
call(ValueError, error, None, Nameless())
sys.stderr = None
threading.excepthook(threading.ExceptHookArgs((ValueError, error, None, None)))
sys.stderr = out = io.StringIO()
sys.excepthook(None, None, None)
sys.excepthook(5, 5, None)
sys.stderr = kept
print(repr(out.getvalue()))
print(sys.thread_info.name, sys.thread_info.lock, type(sys.thread_info.version).__name__)
