"""Threads as objects, and the tools they use to wait for each other.

`_thread` gives three raw things: start a thread, a lock, and "who am I". All else
here is ordinary Python on top of them: `Thread` adds a name, a state and a place in
the list of living threads; `Condition` turns locks into a waiting room; `Semaphore`,
`Event` and `Barrier` are small state machines around a `Condition`.

This is not the lock that lets one thread run at a time (that one belongs to the
interpreter), and it is not a pool: see `queue` for passing work between threads and
`concurrent.futures` for a pool of workers built from both.
"""

import _thread
import sys as _sys
from _collections import deque as _deque
from _thread import (
    RLock as _CRLock,
    TIMEOUT_MAX,
    _ExceptHookArgs as ExceptHookArgs,
    _excepthook as excepthook,
    _local as local,
    allocate_lock as _allocate_lock,
    error as ThreadError,
    get_ident,
    get_native_id,
    lock as Lock,
    stack_size,
    start_joinable_thread as _start_joinable_thread,
)
from _weakrefset import WeakSet
from _barrier import Barrier, BrokenBarrierError
from itertools import count as _count
from posix import register_at_fork as _register_at_fork
from time import monotonic as _time

__all__ = [
    "get_ident", "active_count", "Condition", "current_thread", "enumerate",
    "main_thread", "TIMEOUT_MAX", "Event", "Lock", "RLock", "Semaphore",
    "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError", "Timer",
    "ThreadError", "setprofile", "settrace", "local", "stack_size", "excepthook",
    "ExceptHookArgs", "gettrace", "getprofile", "setprofile_all_threads",
    "settrace_all_threads", "get_native_id",
]

__excepthook__ = excepthook

# Threads by ident once they run, and by themselves between start() and their first step.
# A thread is put into `_active` before it leaves `_limbo`, and each step is one dict
# operation, which the GIL makes indivisible: no lock is needed.
_active = {}
_limbo = {}
# All Thread objects there are, to tell who was forgotten.
_dangling = WeakSet()
_counter = _count(1).__next__

_SHUTTING_DOWN = False
_exit_functions = []

_trace_hook = None
_profile_hook = None


def _deprecated(old, instead):
    import warnings
    warnings.warn(f"{old} is deprecated, {instead} instead", DeprecationWarning, stacklevel=3)


# Tracing and profiling: a function kept here is installed by each thread that starts later.

def settrace(func):
    """Have every thread started from now on call sys.settrace(func) first."""
    global _trace_hook
    _trace_hook = func


def gettrace():
    """The trace function set with settrace()."""
    return _trace_hook


def settrace_all_threads(func):
    """Like settrace(), and for all threads that already run."""
    settrace(func)
    _sys._settraceallthreads(func)


def setprofile(func):
    """Have every thread started from now on call sys.setprofile(func) first."""
    global _profile_hook
    _profile_hook = func


def getprofile():
    """The profile function set with setprofile()."""
    return _profile_hook


def setprofile_all_threads(func):
    """Like setprofile(), and for all threads that already run."""
    setprofile(func)
    _sys._setprofileallthreads(func)


def __getattr__(name):
    if name in ("_PyRLock", "_RLock"):
        from _pyrlock import _RLock
        return _RLock
    raise AttributeError


def RLock(*args, **kwargs):
    """A new re-entrant lock: its owner may take it again and must release it as often."""
    if args or kwargs:
        import warnings
        warnings.warn(
            "Passing arguments to RLock is deprecated and will be removed in 3.15",
            DeprecationWarning, stacklevel=2)
    return _CRLock(*args, **kwargs)


class Condition:
    """A waiting room beside a lock.

    Each waiter brings a lock of its own (its gate), already closed, and tries to pass
    it a second time; whoever notifies opens the gates from the front of the line:

        waiters:  [gate A] [gate B] [gate C]      notify(2) opens A and B
    """

    def __init__(self, lock=None):
        if lock is None:
            lock = _CRLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        self.locked = lock.locked
        # A re-entrant lock can give up all its levels at once, take them back, and say
        # who owns it. For any other lock the methods of the class below do.
        for name in ("_release_save", "_acquire_restore", "_is_owned"):
            own = getattr(lock, name, None)
            if own is not None:
                setattr(self, name, own)
        self._waiters = _deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _at_fork_reinit(self):
        self._lock._at_fork_reinit()
        self._waiters.clear()

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        # A plain lock does not know its owner: "somebody holds it" is the best answer.
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        """Let go of the lock, wait to be notified, take the lock again.

        False if the timeout came first. The lock is held again in any case, also
        when an exception (a KeyboardInterrupt, say) ends the wait.
        """
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        gate = _allocate_lock()
        gate.acquire()
        self._waiters.append(gate)
        opened = False
        state = self._release_save()
        try:
            if timeout is None:
                opened = gate.acquire()
            elif timeout <= 0:
                opened = gate.acquire(False)
            else:
                opened = gate.acquire(True, timeout)
            return opened
        finally:
            self._acquire_restore(state)
            if not opened:
                try:
                    self._waiters.remove(gate)
                except ValueError:
                    pass  # notified between the end of the wait and here

    def wait_for(self, predicate, timeout=None):
        """Wait until predicate() is true, and return what it last returned."""
        result = predicate()
        if timeout is None:
            while not result:
                self.wait()
                result = predicate()
            return result
        deadline = None
        while not result:
            if deadline is None:
                deadline = _time() + timeout
                left = timeout
            else:
                left = deadline - _time()
                if left <= 0:
                    break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        """Wake up to n waiters, those who wait longest first."""
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        waiters = self._waiters
        while waiters and n > 0:
            gate = waiters[0]
            try:
                gate.release()
            except RuntimeError:
                # Open already: an earlier notify() was interrupted after this very step.
                pass
            else:
                n -= 1
            try:
                waiters.remove(gate)
            except ValueError:
                pass

    def notify_all(self):
        """Wake all waiters."""
        self.notify(len(self._waiters))

    def notifyAll(self):
        """Old name of notify_all()."""
        _deprecated("notifyAll()", "use notify_all()")
        self.notify_all()


class Semaphore:
    """A number of permits: acquire() takes one or waits for one, release() gives back."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        """Take a permit; False if there was none in time."""
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        deadline = None
        with self._cond:
            # Waking up is no promise: a newcomer may have taken the permit meanwhile.
            while self._value == 0:
                if not blocking:
                    return False
                left = None
                if timeout is not None:
                    now = _time()
                    if deadline is None:
                        deadline = now + timeout
                    left = deadline - now
                    if left <= 0:
                        return False
                self._cond.wait(left)
            self._value -= 1
            return True

    __enter__ = acquire

    def release(self, n=1):
        """Give back n permits and wake as many waiters."""
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    """A Semaphore that refuses to hold more permits than it began with."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        cls = type(self)
        return (f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: "
                f"value={self._value}/{self._initial_value}>")

    def release(self, n=1):
        """Give back n permits; a ValueError if that is more than were ever taken."""
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._cond.notify(n)


class Event:
    """A flag one can wait for."""

    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def __repr__(self):
        cls = type(self)
        state = "set" if self._flag else "unset"
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {state}>"

    def _at_fork_reinit(self):
        self._cond._at_fork_reinit()

    def is_set(self):
        """Whether the flag is up."""
        return self._flag

    def isSet(self):
        """Old name of is_set()."""
        _deprecated("isSet()", "use is_set()")
        return self.is_set()

    def set(self):
        """Raise the flag and wake everybody who waits for it."""
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        """Lower the flag: wait() blocks again."""
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        """Wait until the flag is up; the value tells whether it is."""
        with self._cond:
            # A waiter that was woken has seen the flag up, even if it is down again now.
            return self._flag or self._cond.wait(timeout)


class _Started:
    """Whether a thread has begun to run; start() waits for it."""

    __slots__ = ("_flag", "_gate")

    def __init__(self):
        self._flag = False
        self._gate = None

    def is_set(self):
        return self._flag

    def clear(self):
        self._flag = False

    def set(self):
        self._flag = True
        if self._gate is not None:
            self._gate.release()

    def close_gate(self):
        self._gate = _allocate_lock()
        self._gate.acquire()

    def wait(self):
        self._gate.acquire()
        self._gate = None


class Thread:
    """A thread of control: made, started once, and joined as often as one likes.

        Thread() --start()--> starting --its first step--> started --run() ends--> stopped
    """

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *,
                 daemon=None, context=None):
        assert group is None, "group argument must be None for now"
        if excepthook is None:
            raise RuntimeError("threading.excepthook is None")
        if name is not None:
            name = str(name)
        if not name:
            name = f"Thread-{_counter()}"
            try:
                name += f" ({target.__name__})" if target is not None else ""
            except AttributeError:
                pass
        if daemon is None:
            daemon = current_thread().daemon
        elif daemon:
            _refuse_daemon_where_disabled()
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = daemon
        self._context = context
        self._ident = None
        self._native_id = None
        self._handle = _thread._ThreadHandle()
        self._started = _Started()
        _dangling.add(self)
        # For the day something goes wrong in this thread and sys.stderr is None by then.
        self._stderr = _sys.stderr
        self._initialized = True

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        if not self._started.is_set():
            status = "initial"
        elif self._handle.is_done():
            status = "stopped"
        else:
            status = "started"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{type(self).__name__}({self._name}, {status})>"

    def start(self):
        """Start the thread. Returns once it runs, so that its ident is known."""
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        if self._context is None and _sys.flags.thread_inherit_context:
            from _contextvars import copy_context
            self._context = copy_context()
        started = self._started
        started.close_gate()
        _limbo[self] = self
        try:
            _start_joinable_thread(self._bootstrap, handle=self._handle, daemon=self._daemonic)
        except BaseException:
            _limbo.pop(self, None)
            raise
        started.wait()

    def run(self):
        """What the thread does: call the target. Subclasses put their work here."""
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # A thread that refers to itself through its arguments would live on for ever.
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        try:
            self._bootstrap_inner()
        except BaseException:
            # A daemon thread may find the interpreter half gone; nobody is left to tell.
            if not (self._daemonic and _sys is None):
                raise

    def _bootstrap_inner(self):
        ident = self._ident = get_ident()
        self._native_id = get_native_id()
        self._set_os_name()
        _active[ident] = self
        _limbo.pop(self, None)
        self._started.set()
        if _trace_hook:
            _sys.settrace(_trace_hook)
        if _profile_hook:
            _sys.setprofile(_profile_hook)
        try:
            if self._context is None:
                self.run()
            else:
                self._context.run(self.run)
        except:
            _report_uncaught(self)
        finally:
            _active.pop(ident, None)

    def _set_os_name(self):
        if self._name:
            try:
                _thread.set_name(self._name)
            except OSError:
                pass    # the name is a courtesy to debuggers

    def join(self, timeout=None):
        """Wait until the thread has ended, at most `timeout` seconds."""
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        self._handle.join(timeout if timeout is None else max(timeout, 0))

    def _after_fork(self, new_ident=None):
        """In a child process: the thread goes on as its main thread, or is no more."""
        if new_ident is not None:
            self._ident = new_ident
            self._native_id = get_native_id()
        elif not self._handle.is_done():
            self._handle._set_done()

    def is_alive(self):
        """Whether it has been started and has not ended."""
        assert self._initialized, "Thread.__init__() not called"
        return self._started.is_set() and not self._handle.is_done()

    @property
    def name(self):
        """A name for people; several threads may share one."""
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)
        if get_ident() == self._ident:
            self._set_os_name()

    @property
    def ident(self):
        """The number the interpreter knows the thread by; None before it is started."""
        assert self._initialized, "Thread.__init__() not called"
        return self._ident

    @property
    def native_id(self):
        """The number the operating system knows the thread by."""
        assert self._initialized, "Thread.__init__() not called"
        return self._native_id

    @property
    def daemon(self):
        """Whether the program may end while this thread still runs."""
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if daemonic:
            _refuse_daemon_where_disabled()
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        """Old form of the daemon attribute."""
        _deprecated("isDaemon()", "get the daemon attribute")
        return self.daemon

    def setDaemon(self, daemonic):
        """Old form of the daemon attribute."""
        _deprecated("setDaemon()", "set the daemon attribute")
        self.daemon = daemonic

    def getName(self):
        """Old form of the name attribute."""
        _deprecated("getName()", "get the name attribute")
        return self.name

    def setName(self, name):
        """Old form of the name attribute."""
        _deprecated("setName()", "set the name attribute")
        self.name = name


def _refuse_daemon_where_disabled():
    if not _thread.daemon_threads_allowed():
        raise RuntimeError("daemon threads are disabled in this (sub)interpreter")


def _report_uncaught(thread):
    """Hand the exception that ended a thread to threading.excepthook."""
    hook = __excepthook__ if excepthook is None else excepthook
    args = ExceptHookArgs([*_sys.exc_info(), thread])
    try:
        hook(args)
    except Exception as error:
        error.__suppress_context__ = True
        print("Exception in threading.excepthook:",
              file=_sys.stderr or thread._stderr, flush=True)
        (_sys.excepthook or _sys.__excepthook__)(*_sys.exc_info())
    finally:
        args = None     # it holds the frames of the failed thread


class Timer(Thread):
    """Call a function after some seconds, unless cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        """Do not call the function if that has not happened yet."""
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    """The thread the program began in; it was never start()ed."""

    def __init__(self):
        Thread.__init__(self, name="MainThread", daemon=False)
        self._ident = _thread._get_main_thread_ident()
        self._handle = _thread._make_thread_handle(self._ident)
        self._native_id = get_native_id()
        self._started.set()
        _active[self._ident] = self


class _DummyThread(Thread):
    """Stands in for a running thread that was not made by a Thread object."""

    def __init__(self):
        Thread.__init__(self, name=f"Dummy-{_counter()}",
                        daemon=_thread.daemon_threads_allowed())
        self._ident = get_ident()
        self._handle = _thread._make_thread_handle(self._ident)
        self._native_id = get_native_id()
        self._started.set()
        _active[self._ident] = self
        _own.dummy = _DummyEnd(self)

    def is_alive(self):
        if self._started.is_set() and not self._handle.is_done():
            return True
        raise RuntimeError("thread is not alive")

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")

    def _after_fork(self, new_ident=None):
        if new_ident is not None:
            # The only thread of the child, so its main one.
            self.__class__ = _MainThread
            self._name = "MainThread"
            self._daemonic = False
        Thread._after_fork(self, new_ident)


class _DummyEnd:
    """Lives in the thread-local storage of a foreign thread and dies with it."""

    def __init__(self, thread):
        self._thread = thread

    def __del__(self, active=_active):
        thread = self._thread
        if active.get(thread._ident) is thread:
            active.pop(thread._ident, None)


_own = local()


def current_thread():
    """The Thread object of the calling thread."""
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    """Old name of current_thread()."""
    _deprecated("currentThread()", "use current_thread()")
    return current_thread()


def main_thread():
    """The Thread object of the thread the program began in."""
    return _main_thread


def enumerate():
    """All threads that are alive, those just being started included."""
    # In this order: a thread moves only from `_limbo` to `_active`, so it may be met
    # twice but cannot be missed.
    starting = list(_limbo.values())
    threads = list(_active.values())
    for thread in starting:
        if not any(thread is known for known in threads):
            threads.append(thread)
    return threads


def active_count():
    """How many threads are alive."""
    return len(enumerate())


def activeCount():
    """Old name of active_count()."""
    _deprecated("activeCount()", "use active_count()")
    return active_count()


def _register_atexit(func, *args, **kwargs):
    """Call func when the main thread has ended, before other threads are waited for."""
    if _SHUTTING_DOWN:
        raise RuntimeError("can't register atexit after shutdown")
    _exit_functions.append(lambda: func(*args, **kwargs))


def _shutdown():
    """The interpreter calls this when the main thread has nothing left to do."""
    global _SHUTTING_DOWN
    if _main_thread._handle.is_done():
        return
    _SHUTTING_DOWN = True
    for call in reversed(_exit_functions):
        call()
    if get_ident() == _main_thread._ident:
        _main_thread._handle._set_done()
    _thread._shutdown()     # joins all threads that are not daemons


_main_thread = _MainThread()


def _after_fork():
    """Called in a child process: only the thread that forked is there."""
    global _main_thread
    me = get_ident()
    current = _active.get(me)
    if current is None:
        current = _MainThread()
    _main_thread = current
    for thread in {*_active.values(), *_limbo.values(), *_dangling}:
        if thread is current:
            thread._after_fork(me)
        elif thread._started.is_set() or thread in _limbo:
            thread._after_fork()
    _limbo.clear()
    _active.clear()
    _active[me] = current


_register_at_fork(after_in_child=_after_fork)
