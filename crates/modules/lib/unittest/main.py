"""The command: `python -m unittest` and `unittest.main()`."""

import os
import sys

from . import loader, runner

__unittest = True

_NO_TESTS_EXITCODE = 5      # a run of no tests is no success

_EXAMPLES_OF_MODULE = """\
Examples:
  %(prog)s                           - run default set of tests
  %(prog)s MyTestSuite               - run suite 'MyTestSuite'
  %(prog)s MyTestCase.testSomething  - run MyTestCase.testSomething
  %(prog)s MyTestCase                - run all 'test*' test methods
                                       in MyTestCase
"""

_EXAMPLES = """\
Examples:
  %(prog)s test_module               - run tests from test_module
  %(prog)s module.TestClass          - run tests from module.TestClass
  %(prog)s module.Class.test_method  - run specified test method
  %(prog)s path/to/test_file.py      - run tests from test_file.py
"""


def _convert_name(name):
    """A file's path as the dotted name of its module; other names as they are."""
    if not (os.path.isfile(name) and name.lower().endswith(".py")):
        return name
    if os.path.isabs(name):
        relative = os.path.relpath(name, os.getcwd())
        if os.path.isabs(relative) or relative.startswith(os.pardir):
            return name
        name = relative
    return os.path.normpath(name)[:-3].replace("\\", ".").replace("/", ".")


def _convert_names(names):
    return [_convert_name(name) for name in names]


def _convert_select_pattern(pattern):
    """What is given with -k is a pattern if it has a *, and any part of a name otherwise."""
    return pattern if "*" in pattern else f"*{pattern}*"


class TestProgram:
    """A run of tests from the command line; as `unittest.main`, of a module's own tests."""

    module = None
    verbosity = 1
    failfast = catchbreak = buffer = progName = warnings = testNamePatterns = None
    _discovery_parser = None

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None,
                 catchbreak=None, buffer=None, warnings=None, *, tb_locals=False,
                 durations=None):
        if isinstance(module, str):
            self.module = __import__(module)
            for name in module.split(".")[1:]:
                self.module = getattr(self.module, name)
        else:
            self.module = module
        self.exit = exit
        self.failfast = failfast
        self.catchbreak = catchbreak
        self.verbosity = verbosity
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.durations = durations
        # Tests show all warnings, unless the interpreter was told which ones to show.
        self.warnings = "default" if warnings is None and not sys.warnoptions else warnings
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        argv = sys.argv if argv is None else argv
        self.progName = os.path.basename(argv[0])
        self.parseArgs(argv)
        self.runTests()

    def _print_help(self, *args, **kwargs):
        """Show what can be given on the command line."""
        if self.module is None:
            print(self._main_parser.format_help())
            print(_EXAMPLES % {"prog": self.progName})
            self._discovery_parser.print_help()
        else:
            print(self._main_parser.format_help())
            print(_EXAMPLES_OF_MODULE % {"prog": self.progName})

    def parseArgs(self, argv):
        self._initArgParsers()
        if self.module is None:
            if len(argv) > 1 and argv[1].lower() == "discover":
                self._do_discovery(argv[2:])
                return
            self._main_parser.parse_args(argv[1:], self)
            if not self.tests:
                # Options but no names.
                self._do_discovery([])
                return
        else:
            self._main_parser.parse_args(argv[1:], self)
        if self.tests:
            self.testNames = _convert_names(self.tests)
            if __name__ == "__main__":
                self.module = None
        elif self.defaultTest is None:
            self.testNames = None       # all of the module
        elif isinstance(self.defaultTest, str):
            self.testNames = (self.defaultTest,)
        else:
            self.testNames = list(self.defaultTest)
        self.createTests()

    def createTests(self, from_discovery=False, Loader=None):
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        if from_discovery:
            finder = self.testLoader if Loader is None else Loader()
            self.test = finder.discover(self.start, self.pattern, self.top)
        elif self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def _initArgParsers(self):
        parent = self._getParentArgParser()
        self._main_parser = self._getMainArgParser(parent)
        self._discovery_parser = self._getDiscoveryArgParser(parent)

    def _getParentArgParser(self):
        from argparse import ArgumentParser
        parser = ArgumentParser(add_help=False)
        add = parser.add_argument
        add("-v", "--verbose", dest="verbosity", action="store_const", const=2,
            help="Verbose output")
        add("-q", "--quiet", dest="verbosity", action="store_const", const=0,
            help="Quiet output")
        add("--locals", dest="tb_locals", action="store_true",
            help="Show local variables in tracebacks")
        add("--durations", dest="durations", type=int, default=None, metavar="N",
            help="Show the N slowest test cases (N=0 for all)")
        # What the caller of main() has decided is no longer a choice.
        for name, options, text in (
                ("failfast", ("-f", "--failfast"), "Stop on first fail or error"),
                ("catchbreak", ("-c", "--catch"),
                 "Catch Ctrl-C and display results so far"),
                ("buffer", ("-b", "--buffer"), "Buffer stdout and stderr during tests")):
            if getattr(self, name) is None:
                add(*options, dest=name, action="store_true", help=text)
                setattr(self, name, False)
        if self.testNamePatterns is None:
            add("-k", dest="testNamePatterns", action="append", type=_convert_select_pattern,
                help="Only run tests which match the given substring")
            self.testNamePatterns = []
        return parser

    def _getMainArgParser(self, parent):
        from argparse import ArgumentParser
        parser = ArgumentParser(prog=self.progName, parents=[parent])
        parser.print_help = self._print_help
        parser.add_argument("tests", nargs="*", help="a list of any number of test modules, "
                            "classes and test methods.")
        return parser

    def _getDiscoveryArgParser(self, parent):
        from argparse import SUPPRESS, ArgumentParser
        parser = ArgumentParser(
            prog=f"{self.progName} discover", parents=[parent],
            epilog="For test discovery all test modules must be importable from the top "
                   "level directory of the project.")
        for letter, option, name, text in (
                ("-s", "--start-directory", "start",
                 "Directory to start discovery ('.' default)"),
                ("-p", "--pattern", "pattern",
                 "Pattern to match tests ('test*.py' default)"),
                ("-t", "--top-level-directory", "top",
                 "Top level directory of project (defaults to start directory)")):
            parser.add_argument(letter, option, dest=name, help=text)
            parser.add_argument(name, nargs="?", default=SUPPRESS, help=SUPPRESS)
        return parser

    def _do_discovery(self, argv, Loader=None):
        self.start, self.pattern, self.top = ".", "test*.py", None
        if argv is not None:
            if self._discovery_parser is None:
                self._initArgParsers()      # subclasses may call this directly
            self._discovery_parser.parse_args(argv, self)
        self.createTests(from_discovery=True, Loader=Loader)

    def runTests(self):
        if self.catchbreak:
            from .signals import installHandler
            installHandler()
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        if isinstance(self.testRunner, type):
            test_runner = self._make_runner()
        else:
            test_runner = self.testRunner
        self.result = test_runner.run(self.test)
        if not self.exit:
            return
        if not self.result.wasSuccessful():
            sys.exit(1)
        if self.result.testsRun == 0 and not self.result.skipped:
            sys.exit(_NO_TESTS_EXITCODE)
        sys.exit(0)

    def _make_runner(self):
        """An instance of the runner's class, which may know fewer options than ours."""
        options = {"verbosity": self.verbosity, "failfast": self.failfast,
                   "buffer": self.buffer, "warnings": self.warnings}
        newer = {"tb_locals": self.tb_locals, "durations": self.durations}
        for more in (newer, {"tb_locals": self.tb_locals}, {}):
            try:
                return self.testRunner(**options, **more)
            except TypeError:
                continue
        return self.testRunner()


main = TestProgram
