"""Runs the tests of one module, under the interpreter that is tested, and reports each one.

    child.py MODULE EVENTS [--after TEST] [--only TEXT]

What happens goes to the file EVENTS, one Python literal a line, so that nothing of it is lost
when the process hangs or crashes:

    ("start", test)
    ("end", test, outcome, reason)     outcome: passed, failed or skipped
    ("module", outcome, reason)        the module cannot be loaded
    ("done",)

run.py reads them, and starts another child behind a test that did not come to its end.
"""

import importlib
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import rules


class Events:
    """The file of events. A line is one write, so that children of fork() mix none."""

    def __init__(self, path):
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.pid = os.getpid()

    def write(self, *event):
        if os.getpid() == self.pid:
            os.write(self.file, (ascii(event) + "\n").encode("ascii"))


class Result(unittest.TestResult):
    """Writes each test's end; the first thing that went wrong is what is said of it."""

    def __init__(self, events):
        super().__init__()
        self.events = events
        self.outcome = None

    def startTest(self, test):
        super().startTest(test)
        self.outcome = ("passed", "")
        self.events.write("start", test.id())

    def stopTest(self, test):
        super().stopTest(test)
        self.events.write("end", test.id(), *self.outcome)

    def note(self, test, outcome, reason):
        if self.outcome is None:
            # Of a class or module that is set up or taken down.
            self.events.write("end", str(test), outcome, reason)
        elif self.outcome[0] != "failed":
            self.outcome = (outcome, reason)

    def failed(self, test, err):
        # The text that the result has just made of it.
        self.note(test, "failed", self._exc_info_to_string(err, test))

    def addError(self, test, err):
        self.failed(test, err)

    def addFailure(self, test, err):
        self.failed(test, err)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.note(test, "failed", f"{subtest._subDescription()}: "
                      + self._exc_info_to_string(err, test))

    def addSkip(self, test, reason):
        if isinstance(test, unittest.case._SubTest):
            return          # the other subtests count
        self.note(test, "skipped", reason)

    def addUnexpectedSuccess(self, test):
        self.note(test, "failed", "unexpected success")


def flat(suite):
    for test in suite:
        if isinstance(test, unittest.BaseTestSuite):
            yield from flat(test)
        elif test is not None:
            yield test


class RuleSkipped(unittest.TestCase):
    """Stands for a test that a rule leaves out, without its class's set-up."""

    def __init__(self, test, reason):
        self.name, self.reason = test.id(), reason
        super().__init__("runTest")

    def id(self):
        return self.name

    def runTest(self):
        self.skipTest(self.reason)


def select(tests, module, after, only):
    found = False
    for test in tests:
        if after is not None and not found:
            found = test.id() == after
            continue
        if only and only not in test.id():
            continue
        reason = rules.reason_to_skip(module, test.id())
        yield RuleSkipped(test, reason) if reason else test


def load(name):
    """Import a test module. Where a rule replaces a piece of its text, nothing else changes."""
    if name not in rules.TEXTS:
        return importlib.import_module(f"test.{name}")
    path = os.path.join(os.environ["CPYTHON_TESTS"], *name.split(".")) + ".py"
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for piece, other in rules.TEXTS[name]:
        text = text.replace(piece, other)
    module = type(sys)(f"test.{name}")
    module.__file__ = path
    sys.modules[module.__name__] = module
    exec(compile(text, path, "exec"), module.__dict__)
    return module


def main(argv):
    module, path, *options = argv
    after = only = None
    while options:
        option, value, *options = options
        if option == "--after":
            after = value
        elif option == "--only":
            only = value
    events = Events(path)
    sys.argv = [sys.argv[0]]
    try:
        loaded = load(module)
        suite = unittest.defaultTestLoader.loadTestsFromModule(loaded)
    except unittest.SkipTest as skip:
        events.write("module", "skipped", str(skip))
    except BaseException:
        import traceback
        events.write("module", "failed", traceback.format_exc())
    else:
        # No subtest may stop at its first failure, nothing may be printed of the run.
        unittest.TestSuite(select(flat(suite), module, after, only)).run(Result(events))
    events.write("done")
    sys.stdout.flush()
    # Threads that a test has left hanging must not keep us.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
