"""Finding tests: in a class, a module, by a name, or in the files of a folder."""

import functools
import os
import sys
import types

from . import case, suite, util

__unittest = True


class _FailedTest(case.TestCase):
    """A test that could not be loaded: fails with what went wrong."""

    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super().__getattribute__(name)

        def fail():
            raise self._exception
        return fail


def _failure(loader, name, error, heading):
    """A suite of one test that fails, and the text for the loader's errors."""
    import traceback
    if isinstance(error, ImportError):
        shown = "".join(traceback.format_exception(error))
        error = ImportError(f"{heading}\n{shown}")
        text = str(error)
    else:
        text = f"{heading}\n" + "".join(traceback.format_exception(error))
    return loader.suiteClass((_FailedTest(name, error),)), text


def _skipped(loader, name, error):
    @case.skip(str(error))
    def skipped(self):
        """Its module is not to run here."""
    cls = type("ModuleSkipped", (case.TestCase,), {name: skipped})
    return loader.suiteClass((cls(name),))


def _is_test_class(obj):
    return (isinstance(obj, type) and issubclass(obj, case.TestCase)
            and obj not in (case.TestCase, case.FunctionTestCase))


class TestLoader:
    """Finds tests and makes suites of them."""

    testMethodPrefix = "test"
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        self.errors = []        # texts
        self._loading_packages = set()

    def loadTestsFromTestCase(self, testCaseClass):
        """The tests of a class."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. "
                            "Maybe you meant to derive from TestCase?")
        if testCaseClass in (case.TestCase, case.FunctionTestCase):
            names = []
        else:
            names = self.getTestCaseNames(testCaseClass)
            if not names and hasattr(testCaseClass, "runTest"):
                names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        """The tests of a module: of its classes, or what its load_tests() says."""
        found = [self.loadTestsFromTestCase(obj)
                 for obj in (getattr(module, name) for name in dir(module)) if _is_test_class(obj)]
        tests = self.suiteClass(found)
        load_tests = getattr(module, "load_tests", None)
        if load_tests is None:
            return tests
        try:
            return load_tests(self, tests, pattern)
        except Exception as error:
            failed, text = _failure(self, module.__name__, error, "Failed to call load_tests:")
            self.errors.append(text)
            return failed

    def loadTestsFromName(self, name, module=None):
        """The tests that a dotted name stands for, from a module on or from anywhere."""
        parts = name.split(".")
        import_error = None
        if module is None:
            module, rest, import_error = self._import_beginning(parts)
            if module is None:
                return import_error[0]
            parts = rest
        obj = module
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as error:
                if getattr(obj, "__path__", None) is not None and import_error is not None:
                    # A module of a package that cannot be imported.
                    failed, text = import_error
                else:
                    failed, text = _failure(self, part, error, "Failed to access attribute:")
                self.errors.append(text)
                return failed
        return self._tests_of(obj, parent if parts else None, parts[-1] if parts else None)

    def _import_beginning(self, parts):
        """Import as many parts of a dotted name as can be: the outermost module, the
        names in it, and the last failure."""
        failure = None
        for count in range(len(parts), 0, -1):
            name = ".".join(parts[:count])
            try:
                return __import__(name), parts[1:], failure
            except ImportError as error:
                last = parts[count - 1]
                failure = _failure(self, last, error, f"Failed to import test module: {last}")
        self.errors.append(failure[1])
        return None, None, failure

    def _tests_of(self, obj, parent, name):
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if (isinstance(obj, type) and issubclass(obj, case.TestCase)
                and obj not in (case.TestCase, case.FunctionTestCase)):
            return self.loadTestsFromTestCase(obj)
        if (isinstance(obj, types.FunctionType) and isinstance(parent, type)
                and issubclass(parent, case.TestCase)):
            test = parent(name)
            # A static method is a test of another kind: it is called.
            if not isinstance(getattr(test, name), types.FunctionType):
                return self.suiteClass([test])
        elif isinstance(obj, suite.TestSuite):
            return obj
        if not callable(obj):
            raise TypeError(f"don't know how to make test from: {obj}")
        test = obj()
        if isinstance(test, suite.TestSuite):
            return test
        if isinstance(test, case.TestCase):
            return self.suiteClass([test])
        raise TypeError(f"calling {obj} returned {test}, not a test")

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        """The names of a class's test methods, in the order they run in."""
        def is_wanted(name):
            if not (name.startswith(self.testMethodPrefix)
                    and callable(getattr(testCaseClass, name))):
                return False
            if self.testNamePatterns is None:
                return True
            full = f"{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}"
            return any(_name_fits(full, pattern) for pattern in self.testNamePatterns)
        names = list(filter(is_wanted, dir(testCaseClass)))
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def discover(self, start_dir, pattern="test*.py", top_level_dir=None):
        """The tests in the files of a folder and its packages. `top_level_dir` is where
        their dotted names begin; it becomes part of sys.path."""
        before = self._top_level_dir
        given = top_level_dir is not None
        if not given and before is not None:
            top_level_dir = before
        elif not given:
            top_level_dir = start_dir
        top_level_dir = os.path.abspath(top_level_dir)
        if top_level_dir not in sys.path:
            sys.path.insert(0, top_level_dir)
        self._top_level_dir = top_level_dir
        importable = True
        if os.path.isdir(os.path.abspath(start_dir)):
            start_dir = os.path.abspath(start_dir)
            if start_dir != top_level_dir:
                importable = os.path.isfile(os.path.join(start_dir, "__init__.py"))
        else:
            importable, start_dir = self._folder_of_package(start_dir, given)
        if not importable:
            raise ImportError(f"Start directory is not importable: {start_dir!r}")
        try:
            return self.suiteClass(list(self._find_tests(start_dir, pattern)))
        finally:
            self._top_level_dir = before

    def _folder_of_package(self, name, top_level_is_given):
        """Where a package lies whose dotted name was given instead of a folder."""
        try:
            __import__(name)
        except ImportError:
            return False, name
        module = sys.modules[name]
        file = getattr(module, "__file__", None)
        if file is None:
            if name in sys.builtin_module_names:
                raise TypeError("Can not use builtin modules as dotted module names") from None
            raise TypeError(f"don't know how to discover from {module!r}") from None
        folder = os.path.abspath(os.path.dirname(file))
        if not top_level_is_given:
            outermost = sys.modules[name.partition(".")[0]]
            self._top_level_dir = os.path.dirname(
                os.path.abspath(os.path.dirname(outermost.__file__)))
            sys.path.remove(sys.path[0])
        return True, folder

    def _get_name_from_path(self, path):
        """The dotted name of a file."""
        if path == self._top_level_dir:
            return "."
        relative = os.path.relpath(os.path.splitext(os.path.normpath(path))[0],
                                   self._top_level_dir)
        assert not relative.startswith(".."), "Path must be within the project"
        return relative.replace(os.path.sep, ".")

    def _get_module_from_name(self, name):
        __import__(name)
        return sys.modules[name]

    def _match_path(self, path, full_path, pattern):
        """Whether a file's name fits; for subclasses to change."""
        return _name_fits(path, pattern)

    def _find_tests(self, folder, pattern):
        """Suites of the files in a folder, its packages' files included."""
        name = self._get_name_from_path(folder)
        if name != "." and name not in self._loading_packages:
            # A package's own tests first; its load_tests() may do all that follows.
            tests, go_on = self._find_test_path(folder, pattern)
            if tests is not None:
                yield tests
            if not go_on:
                return
        for entry in sorted(os.listdir(folder)):
            path = os.path.join(folder, entry)
            tests, go_on = self._find_test_path(path, pattern)
            if tests is not None:
                yield tests
            if go_on:
                name = self._get_name_from_path(path)
                self._loading_packages.add(name)
                try:
                    yield from self._find_tests(path, pattern)
                finally:
                    self._loading_packages.discard(name)

    def _find_test_path(self, path, pattern):
        """A file's or package's tests, and whether to look into the folder."""
        base = os.path.basename(path)
        if os.path.isfile(path):
            stem, extension = os.path.splitext(base)
            if (extension != ".py" or not stem.isidentifier()
                    or not self._match_path(base, path, pattern)):
                return None, False
            return self._file_tests(path, pattern), False
        if not os.path.isfile(os.path.join(path, "__init__.py")):
            return None, False
        return self._package_tests(path, pattern)

    def _file_tests(self, path, pattern):
        name = self._get_name_from_path(path)
        try:
            module = self._get_module_from_name(name)
        except case.SkipTest as skip:
            return _skipped(self, name, skip)
        except Exception as error:
            return self._import_failed(name, error)
        found = os.path.abspath(getattr(module, "__file__", path))
        if _stem(found).lower() != _stem(path).lower():
            stem = os.path.splitext(os.path.basename(path))[0]
            raise ImportError(
                f"{stem!r} module incorrectly imported from {os.path.dirname(_real(found))!r}. "
                f"Expected {os.path.dirname(path)!r}. Is this module globally installed?")
        return self.loadTestsFromModule(module, pattern=pattern)

    def _package_tests(self, path, pattern):
        name = self._get_name_from_path(path)
        try:
            package = self._get_module_from_name(name)
        except case.SkipTest as skip:
            return _skipped(self, name, skip), False
        except Exception as error:
            return self._import_failed(name, error), False
        load_tests = getattr(package, "load_tests", None)
        self._loading_packages.add(name)
        try:
            # Who says load_tests() says all of the package.
            return self.loadTestsFromModule(package, pattern=pattern), load_tests is None
        finally:
            self._loading_packages.discard(name)

    def _import_failed(self, name, error):
        import traceback
        heading = f"Failed to import test module: {name}"
        text = heading + "\n" + "".join(traceback.format_exception(error))
        self.errors.append(text)
        return self.suiteClass((_FailedTest(name, ImportError(text)),))


def _real(path):
    return os.path.realpath(path)


def _stem(path):
    return os.path.splitext(_real(path))[0]


def _name_fits(name, pattern):
    """Whether a name fits a pattern with *, ? and [...], as a file's name does in a shell."""
    if not any(c in pattern for c in "?["):
        return _fits_stars(name, pattern.split("*"))
    from fnmatch import fnmatchcase
    return fnmatchcase(name, pattern)


def _fits_stars(name, pieces):
    """Whether the pieces come in this order, the first at the beginning, the last at the end."""
    first, *others = pieces
    if not others:
        return name == first
    *middle, last = others
    if not (name.startswith(first) and name.endswith(last)) or len(name) < len(first) + len(last):
        return False
    rest = name[len(first):len(name) - len(last)]
    for piece in middle:
        _, found, rest = rest.partition(piece) if piece else ("", "*", rest)
        if not found:
            return False
    return True


defaultTestLoader = TestLoader()
