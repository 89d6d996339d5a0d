"""A stand-in for CPython's `test.support`: as much of it as the tests we run use.

It has the names and the meaning that those tests rely on. What they use that is not here
fails with an AttributeError, which the table of results then shows.
"""

import contextlib
import functools
import gc
import io
import os
import sys
import time
import unittest

LOOPBACK_TIMEOUT = 10.0
INTERNET_TIMEOUT = 60.0
SHORT_TIMEOUT = 30.0
LONG_TIMEOUT = 300.0

TEST_HOME_DIR = os.environ["CPYTHON_TESTS"]
TEST_DATA_DIR = os.path.join(TEST_HOME_DIR, "data")
TEST_SUPPORT_DIR = os.path.dirname(os.path.abspath(__file__))
STDLIB_DIR = os.path.dirname(TEST_HOME_DIR)

# More than a pipe or socket keeps unread.
PIPE_MAX_SIZE = 4 * 1024 * 1024 + 1
SOCK_MAX_SIZE = 16 * 1024 * 1024 + 1

verbose = 0
failfast = False
MAX_Py_ssize_t = sys.maxsize
max_memuse = real_max_memuse = 0
use_resources = None
PGO = PGO_EXTENDED = False
Py_DEBUG = Py_GIL_DISABLED = Py_TRACE_REFS = False
MS_WINDOWS = is_android = is_apple = is_apple_mobile = False
is_emscripten = is_wasi = is_wasm32 = is_jython = is_s390x = False
HAVE_ASAN_FORK_BUG = False
has_fork_support = hasattr(os, "fork")
has_subprocess_support = has_socket_support = True
unix_shell = "/bin/sh"
HAVE_DOCSTRINGS = HAVE_PY_DOCSTRINGS = sys.flags.optimize < 2
MISSING_C_DOCSTRINGS = False
TEST_MODULES_ENABLED = False

# Left out by a rule of this folder's, not because the test decided so.
NETWORK = "resource 'network' is not enabled"


class Error(Exception):
    """Something is wrong with a test, not with what it tests."""


class TestFailed(Error):
    pass


class TestDidNotRun(Error):
    pass


class ResourceDenied(unittest.SkipTest):
    pass


def _same(test):
    return test


# Which tests run.

def check_impl_detail(**guards):
    """Whether this implementation is among those named: all are said to be true, or all false."""
    default = not next(iter(guards.values()), True) if guards else False
    if not guards:
        guards = {"cpython": True}
    return guards.get(sys.implementation.name, default)


def impl_detail(msg=None, **guards):
    if check_impl_detail(**guards):
        return _same
    if msg is None:
        names = sorted(guards) or ["cpython"]
        wanted = not guards or next(iter(guards.values()))
        msg = "implementation detail specific to" if wanted else "implementation detail not available on"
        msg = f"{msg} {' or '.join(names)}"
    return unittest.skip(msg)


def cpython_only(test):
    return impl_detail(cpython=True)(test)


def is_resource_enabled(resource):
    return resource not in ("network", "gui", "urlfetch", "largefile", "audio")


def requires(resource, msg=None):
    if not is_resource_enabled(resource):
        raise ResourceDenied(msg or f"Use of the {resource!r} resource not enabled")


def requires_resource(resource):
    if is_resource_enabled(resource):
        return _same
    return unittest.skip(f"resource {resource!r} is not enabled")


def requires_fork():
    return unittest.skipUnless(has_fork_support, "requires working os.fork()")


def requires_subprocess():
    return _same


def requires_working_socket(*, module=False):
    return None if module else _same


def requires_gil_enabled(msg="needs the GIL enabled"):
    return _same


def expected_failure_if_gil_disabled():
    return _same


def requires_docstrings(test):
    return test if HAVE_DOCSTRINGS else unittest.skip("test requires docstrings")(test)


def requires_linux_version(*least):
    def version():
        return tuple(int(part) for part in os.uname().release.split("-")[0].split("."))
    text = ".".join(map(str, least))
    return unittest.skipIf(version() < least, f"Linux kernel {text} or higher required")


def requires_mac_ver(*least):
    return _same


def requires_freebsd_version(*least):
    return _same


def _get_kernel_version(sysname="Linux"):
    if os.uname().sysname != sysname:
        return None
    return tuple(int(part) for part in os.uname().release.split("-")[0].split("."))


def check_sanitizer(*, address=False, memory=False, ub=False, thread=False, function=True):
    return False


def skip_if_sanitizer(reason=None, *, address=False, memory=False, ub=False, thread=False):
    return _same


def skip_android_selinux(name):
    return _same


def skip_on_low_desktop_heap_memory_subprocess(returncode):
    pass


def skip_if_buildbot(reason=None):
    return _same


def thread_unsafe(reason):
    return _same


def no_tracing(test):
    return test


def no_rerun(reason):
    return _same


def nomemtest(test):
    """Tests that make allocating fail, which needs _testcapi."""
    return unittest.skip("needs _testcapi")(test)


def inject_memory_error(start=0, stop=0):
    raise unittest.SkipTest("needs _testcapi")


def refcount_test(test):
    return cpython_only(test)


def bigmemtest(size, memuse, dry_run=True):
    """Tests that need much memory: with a small size, or not at all."""
    def decorator(test):
        @functools.wraps(test)
        def inner(self):
            if not dry_run:
                self.skipTest(f"not enough memory: {size * memuse / 2 ** 30:.1f}G minimum needed")
            return test(self, 5147)
        inner.size, inner.memuse = size, memuse
        return inner
    return decorator


def get_attribute(obj, name):
    try:
        return getattr(obj, name)
    except AttributeError:
        raise unittest.SkipTest(f"object {obj!r} has no attribute {name!r}") from None


def load_package_tests(folder, loader, standard_tests, pattern):
    """What load_tests() of a package of tests does: find those of its files."""
    found = loader.discover(start_dir=folder, top_level_dir=STDLIB_DIR, pattern=pattern or "test*")
    standard_tests.addTests(found)
    return standard_tests


def anticipate_failure(condition):
    return unittest.expectedFailure if condition else _same


def run_in_subinterp(code):
    raise unittest.SkipTest("subinterpreters required")


def run_in_subinterp_with_config(code, *, own_gil=None, **config):
    raise unittest.SkipTest("subinterpreters required")


# Waiting and trying again.

def busy_retry(timeout, err_msg=None, /, *, error=True):
    """Yield again and again until the loop is left; fail after `timeout` seconds."""
    start = time.monotonic()
    while True:
        yield
        if time.monotonic() - start >= timeout:
            break
    if error:
        text = f"timeout ({time.monotonic() - start:.1f} seconds)"
        raise AssertionError(f"{text}: {err_msg}" if err_msg else text)


def sleeping_retry(timeout, err_msg=None, /, *, init_delay=0.010, max_delay=1.0, error=True):
    """The same, sleeping longer and longer in between."""
    delay = init_delay
    for _ in busy_retry(timeout, err_msg, error=error):
        yield
        time.sleep(delay)
        delay = min(delay * 2, max_delay)


def gc_collect():
    """Free what is not used any more."""
    for _ in range(3):
        gc.collect()


@contextlib.contextmanager
def disable_gc():
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def setswitchinterval(interval):
    return sys.setswitchinterval(interval)


class Stopwatch:
    """Measures how long a block takes, with the clock's resolution."""

    def __enter__(self):
        self.context = time.get_clock_info("perf_counter")
        self.clock_info = self.context
        self.start_time = time.perf_counter()
        return self

    def __exit__(self, *exc_info):
        self.seconds = time.perf_counter() - self.start_time


# Processes.

def wait_process(pid, *, exitcode, timeout=None):
    """Wait for a child of fork(); kill it if it takes too long."""
    import signal
    timeout = LONG_TIMEOUT if timeout is None else timeout
    for _ in sleeping_retry(timeout, error=False):
        waited, status = os.waitpid(pid, os.WNOHANG)
        if waited:
            break
    else:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise AssertionError(f"process {pid} is still running after {timeout:.1f} seconds")
    code = os.waitstatus_to_exitcode(status)
    if code != exitcode:
        raise AssertionError(f"process {pid} exited with code {code}, but exit code {exitcode} "
                             "is expected")
    if waited != pid:
        raise AssertionError(f"pid {waited} != pid {pid}")


def reap_children():
    """Take leave of children that have ended."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except OSError:
            return
        if pid == 0:
            return
        print(f"reap_children() reaped child process {pid}", file=sys.stderr)


class SuppressCrashReport:
    """Lets a child crash without leaving a core file."""

    old_value = None

    def __enter__(self):
        try:
            import resource
        except ImportError:
            return self
        self.resource = resource
        try:
            self.old_value = resource.getrlimit(resource.RLIMIT_CORE)
            resource.setrlimit(resource.RLIMIT_CORE, (0, self.old_value[1]))
        except (ValueError, OSError):
            pass
        return self

    def __exit__(self, *exc_info):
        if self.old_value is not None:
            try:
                self.resource.setrlimit(self.resource.RLIMIT_CORE, self.old_value)
            except (ValueError, OSError):
                pass


def disable_faulthandler():
    return contextlib.nullcontext()


def make_clean_env():
    """The environment without what is for Python; where `test` is must stay."""
    kept = ("PYTHONPATH",)
    return {name: value for name, value in os.environ.items()
            if not name.startswith("PYTHON") or name in kept}


def args_from_interpreter_flags():
    args = ["-" + "O" * sys.flags.optimize] if sys.flags.optimize else []
    return args + [f"-W{option}" for option in sys.warnoptions]


def get_pagesize():
    return os.sysconf("SC_PAGESIZE")


class SaveSignals:
    """Keeps and restores the handlers of all signals."""

    def __init__(self):
        import signal
        self.signal = signal
        self.signals = signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}
        self.handlers = {}

    def save(self):
        for number in self.signals:
            handler = self.signal.getsignal(number)
            if handler is not None:
                self.handlers[number] = handler

    def restore(self):
        for number, handler in self.handlers.items():
            self.signal.signal(number, handler)


# Putting something in place of something for a while.

@contextlib.contextmanager
def captured_output(name):
    before = getattr(sys, name)
    setattr(sys, name, io.StringIO())
    try:
        yield getattr(sys, name)
    finally:
        setattr(sys, name, before)


def captured_stdout():
    return captured_output("stdout")


def captured_stderr():
    return captured_output("stderr")


def captured_stdin():
    return captured_output("stdin")


_absent = object()


@contextlib.contextmanager
def swap_attr(obj, attr, new_val):
    before = getattr(obj, attr, _absent)
    setattr(obj, attr, new_val)
    try:
        yield None if before is _absent else before
    finally:
        if before is not _absent:
            setattr(obj, attr, before)
        elif hasattr(obj, attr):
            delattr(obj, attr)


@contextlib.contextmanager
def swap_item(obj, item, new_val):
    before = obj[item] if item in obj else _absent
    obj[item] = new_val
    try:
        yield None if before is _absent else before
    finally:
        if before is not _absent:
            obj[item] = before
        elif item in obj:
            del obj[item]


def patch(test_instance, object_to_patch, attr_name, new_value):
    getattr(object_to_patch, attr_name)
    manager = swap_attr(object_to_patch, attr_name, new_value)
    test_instance.enterContext(manager)


class catch_unraisable_exception:
    """Keeps what would be shown of an exception that nobody can catch, as `unraisable`."""

    def __init__(self):
        self.unraisable = None

    def _hook(self, unraisable):
        self.unraisable = unraisable

    def __enter__(self):
        self._before = sys.unraisablehook
        sys.unraisablehook = self._hook
        return self

    def __exit__(self, *exc_info):
        sys.unraisablehook = self._before
        del self.unraisable


def run_with_locale(catstr, *locales):
    """Run a test with one of the locales that there is."""
    def decorator(test):
        @functools.wraps(test)
        def inner(*args, **kwargs):
            with _locale(catstr, locales):
                return test(*args, **kwargs)
        return inner
    return decorator


def run_with_locales(catstr, *locales):
    """Run a test once with each of the locales; "" stands for as it is."""
    def decorator(test):
        @functools.wraps(test)
        def inner(self, *args, **kwargs):
            for name in locales:
                with self.subTest(locale=name):
                    with _locale(catstr, [name] if name else []):
                        test(self, *args, **kwargs)
        return inner
    return decorator


@contextlib.contextmanager
def _locale(catstr, names):
    import locale
    category = getattr(locale, catstr)
    before = locale.setlocale(category)
    for name in names:
        try:
            locale.setlocale(category, name)
            break
        except locale.Error:
            pass
    try:
        yield
    finally:
        locale.setlocale(category, before)


def run_with_tz(tz):
    def decorator(test):
        @functools.wraps(test)
        def inner(*args, **kwargs):
            before = os.environ.get("TZ")
            os.environ["TZ"] = tz
            time.tzset()
            try:
                return test(*args, **kwargs)
            finally:
                if before is None:
                    del os.environ["TZ"]
                else:
                    os.environ["TZ"] = before
                time.tzset()
        return inner
    return decorator


@contextlib.contextmanager
def force_color(color):
    from .os_helper import EnvironmentVarGuard
    with EnvironmentVarGuard() as environment:
        for name in ("FORCE_COLOR", "NO_COLOR", "PYTHON_COLORS"):
            environment.unset(name)
        environment.set("FORCE_COLOR" if color else "NO_COLOR", "1")
        yield


def _forcing(color):
    def decorator(test):
        @functools.wraps(test)
        def inner(*args, **kwargs):
            with force_color(color):
                return test(*args, **kwargs)
        return inner
    return decorator


force_colorized = _forcing(True)
force_not_colorized = _forcing(False)


def _forcing_class(color):
    def decorator(cls):
        before = cls.setUpClass

        @classmethod
        def setUpClass(cls):
            cls.enterClassContext(force_color(color))
            before()
        cls.setUpClass = setUpClass
        return cls
    return decorator


force_colorized_test_class = _forcing_class(True)
force_not_colorized_test_class = _forcing_class(False)


@contextlib.contextmanager
def infinite_recursion(max_depth=None):
    """Let recursion end early."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(max_depth or 20_000, 4))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextlib.contextmanager
def adjust_int_max_str_digits(max_digits):
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(max_digits)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


# What tests look at.

def check__all__(test_case, module, name_of_module=None, extra=(), not_exported=()):
    """__all__ must name what is public and the module's own, and what is in `extra`."""
    if name_of_module is None:
        name_of_module = (module.__name__,)
    elif isinstance(name_of_module, str):
        name_of_module = (name_of_module,)
    expected = set(extra)
    for name in dir(module):
        if name.startswith("_") or name in not_exported:
            continue
        value = getattr(module, name)
        if (getattr(value, "__module__", None) in name_of_module
                or (not hasattr(value, "__module__") and not isinstance(value, type(sys)))):
            expected.add(name)
    test_case.assertCountEqual(module.__all__, expected)


def detect_api_mismatch(ref_api, other_api, *, ignore=()):
    missing = set(dir(ref_api)) - set(dir(other_api)) - set(ignore)
    return {name for name in missing if not name.startswith("_") or name.endswith("__")}


def check_disallow_instantiation(testcase, tp, *args, **kwds):
    """The type must refuse to be called."""
    module, name = tp.__module__, tp.__name__
    full = name if module == "builtins" else f"{module}.{name}"
    with testcase.assertRaises(TypeError) as caught:
        tp(*args, **kwds)
    testcase.assertEqual(str(caught.exception), f"cannot create '{full}' instances")


def check_free_after_iterating(test, iterate, cls, args=()):
    """An iterator must let go of what it went over, once it is exhausted."""
    class Watched(cls):
        def __del__(self):
            nonlocal done
            done = True
            try:
                next(it)
            except StopIteration:
                pass
    done = False
    it = iterate(Watched(*args))
    test.assertRaises(StopIteration, next, it)
    gc_collect()
    test.assertTrue(done)


def findfile(filename, subdir=None):
    """Where a file of CPython's test folder is."""
    if os.path.isabs(filename):
        return filename
    if subdir is not None:
        filename = os.path.join(subdir, filename)
    for folder in (TEST_HOME_DIR, *sys.path):
        path = os.path.join(folder, filename)
        if os.path.exists(path):
            return path
    return filename


def get_signal_name(exitcode):
    import signal
    try:
        return signal.Signals(-exitcode).name
    except ValueError:
        return None


def run_code(code, extra_names=None):
    names = dict(extra_names or {})
    exec(code, names)
    return names


def check_syntax_error(testcase, statement, errtext="", *, lineno=None, offset=None):
    with testcase.assertRaisesRegex(SyntaxError, errtext) as caught:
        compile(statement, "<test string>", "exec")
    testcase.assertIsNotNone(caught.exception.lineno)
    if lineno is not None:
        testcase.assertEqual(caught.exception.lineno, lineno)
    if offset is not None:
        testcase.assertEqual(caught.exception.offset, offset)


def print_warning(msg):
    print(f"Warning -- {msg}", file=sys.__stderr__, flush=True)


environment_altered = False


def set_environment_altered(reason):
    global environment_altered
    environment_altered = True
    print_warning(reason)


def maybe_get_event_loop_policy():
    raise unittest.SkipTest("needs asyncio")


class _AlwaysEqual:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _NeverEqual:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


ALWAYS_EQ = _AlwaysEqual()
NEVER_EQ = _NeverEqual()


def __getattr__(name):
    # Modules of this package that tests take from here.
    if name in ("os_helper", "import_helper", "script_helper", "threading_helper",
                "socket_helper", "warnings_helper", "hashlib_helper", "strace_helper"):
        import importlib
        return importlib.import_module(f"test.support.{name}")
    raise AttributeError(f"the stand-in for test.support has no {name!r}")
