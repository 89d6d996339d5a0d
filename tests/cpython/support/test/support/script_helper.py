"""Running the interpreter from a test."""

import os
import subprocess
import sys
from collections import namedtuple

from test import support


class _Result(namedtuple("_PythonRunResult", "rc out err")):
    """How a run ended: the exit code and what was written."""

    __slots__ = ()

    def fail(self, command):
        def shown(output):
            return output[-80 * 100:].decode("utf-8", "replace").rstrip()
        code = self.rc
        name = support.get_signal_name(code) if code < 0 else None
        raise AssertionError(
            f"Process return code is {code}{f' ({name})' if name else ''}\n"
            f"command line: {command!r}\n\nstdout:\n---\n{shown(self.out)}\n---\n\n"
            f"stderr:\n---\n{shown(self.err)}\n---")


def interpreter_requires_environment():
    # The modules of `test` are found by a variable.
    return True


def run_python_until_end(*args, **env_vars):
    """Run the interpreter. Variables are added to the environment; __cleanenv=True: instead
    of it. CPython's own would isolate the child (-I), which then could not find `test`."""
    env_vars.pop("__isolated", None)
    cwd = env_vars.pop("__cwd", None)
    environment = {} if env_vars.pop("__cleanenv", None) else os.environ.copy()
    for name in ("PYTHONPATH", "CPYTHON_TESTS"):
        if name in os.environ:
            environment.setdefault(name, os.environ[name])
    environment.setdefault("TERM", "dumb")
    environment.update(env_vars)
    command = [sys.executable, *args]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env=environment, cwd=cwd)
    with process:
        try:
            out, err = process.communicate()
        finally:
            process.kill()
    return _Result(process.returncode, out, err), command


def _assert_python(expected_success, /, *args, **env_vars):
    result, command = run_python_until_end(*args, **env_vars)
    if (result.rc == 0) != expected_success:
        result.fail(command)
    return result


def assert_python_ok(*args, **env_vars):
    return _assert_python(True, *args, **env_vars)


def assert_python_failure(*args, **env_vars):
    return _assert_python(False, *args, **env_vars)


def spawn_python(*args, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **kw):
    environment = kw.setdefault("env", dict(os.environ))
    environment["TERM"] = "dumb"
    return subprocess.Popen([sys.executable, *args], stdin=subprocess.PIPE, stdout=stdout,
                            stderr=stderr, **kw)


def kill_python(process):
    process.stdin.close()
    data = process.stdout.read()
    process.stdout.close()
    process.wait()
    return data


def make_script(script_dir, script_basename, source, omit_suffix=False):
    name = script_basename if omit_suffix else script_basename + ".py"
    path = os.path.join(script_dir, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(source)
    return path


def make_pkg(pkg_dir, init_source=""):
    os.mkdir(pkg_dir)
    make_script(pkg_dir, "__init__", init_source)


def run_test_script(script):
    assert_python_ok("-u", script)
