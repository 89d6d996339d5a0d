# What runs of tests report: results, the runner's page, subtests, skips, fixtures.
import io
import sys
import unittest


def without_times(text):
    """The page without how long it took."""
    lines = []
    for line in text.splitlines():
        if line.startswith("Ran "):
            line = line.rpartition(" ")[0]
        lines.append(line.rstrip())
    return "\n".join(lines)


print(repr(unittest.TestSuite([])), unittest.TestResult())
class A(unittest.TestCase):
    def test_a(self): "doc line\nmore"
    def test_b(self): self.fail('x')
    @unittest.skip('no')
    def test_c(self): pass
    @unittest.expectedFailure
    def test_d(self): self.fail()
    @unittest.expectedFailure
    def test_e(self): pass
    def test_f(self):
        for i in range(3):
            with self.subTest('m', i=i):
                if i == 1: self.skipTest('s')
                if i == 2: self.fail('q')
    def test_g(self):
        with self.subTest(): 1/0
print(A('test_a'), repr(A('test_a')), A('test_a').id(), A('test_a').shortDescription(), A())
try: A('zz')
except ValueError as e: print(e)
def run(cls, **kw):
    s = io.StringIO()
    r = unittest.TextTestRunner(s, **kw).run(unittest.defaultTestLoader.loadTestsFromTestCase(cls))
    print(without_times(s.getvalue()))
    return r
r = run(A); print(r, r.skipped, r.expectedFailures, r.unexpectedSuccesses)
run(A, verbosity=2)
run(A, verbosity=0)
run(A, failfast=True)
class B(unittest.TestCase): pass
run(B)
run(B, durations=3)
class C(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise ValueError('su')
    def test_x(self): pass
run(C, verbosity=2)
class C(unittest.TestCase):
    @classmethod
    def setUpClass(cls): cls.addClassCleanup(lambda: 1/0); raise unittest.SkipTest('su')
    def test_x(self): pass
run(C, verbosity=2)
class D(unittest.TestCase):
    def setUp(self): self.addCleanup(lambda: 1/0); print('out'); print('err', file=sys.stderr)
    def test_x(self): self.fail()
    def tearDown(self): raise TypeError
run(D, verbosity=1, buffer=True)
@unittest.skip
class E(D):
    pass
L = unittest.TestLoader()
s = unittest.TestSuite()
for x in (3, A, unittest.TestSuite):
    try: s.addTest(x)
    except TypeError as e: print(e)
try: s.addTests('abc')
except TypeError as e: print(e)
f = unittest.FunctionTestCase(len, description='d')
print(f, repr(f), f.id(), f.shortDescription())
try: L.loadTestsFromTestCase(unittest.TestSuite)
except TypeError as e: print(e)
try: unittest.skipIf(1, 3); print('ok')
except TypeError as e: print(e)
try: A('test_a').addTypeEqualityFunc
except TypeError as e: print(e)
try: unittest.enterModuleContext(3)
except TypeError as e: print(e)
try: L.discover('nosuchdir')
except ImportError as e: print(repr(e))
class Events(unittest.TestResult):
    """Shows what a result is told."""
    def startTest(self, test): print("start", test); super().startTest(test)
    def stopTest(self, test): print("stop", test); super().stopTest(test)
    def addSuccess(self, test): print("success", test)
    def addSubTest(self, test, subtest, err): print("subtest", subtest, err and err[0])
    def addFailure(self, test, err): print("failure", test, err[1])
    def addError(self, test, err): print("error", test, err[1])
    def addSkip(self, test, reason): print("skip", test, reason)
    def addExpectedFailure(self, test, err): print("expected", test)
    def addUnexpectedSuccess(self, test): print("unexpected", test)
    def startTestRun(self): print("start run")
    def stopTestRun(self): print("stop run")
def setUpModule(): print("setUpModule")
def tearDownModule(): print("tearDownModule")
unittest.addModuleCleanup(print, "module cleanup")
class F(unittest.TestCase):
    @classmethod
    def setUpClass(cls): print("setUpClass"); cls.addClassCleanup(print, "class cleanup")
    @classmethod
    def tearDownClass(cls): print("tearDownClass")
    def setUp(self): print("setUp"); self.addCleanup(print, "cleanup")
    def tearDown(self): print("tearDown")
    def test_a(self): print("test_a"); self.addCleanup(print, "later cleanup")
    def test_b(self):
        for i in range(2):
            with self.subTest(i=i):
                with self.subTest("inner", i=i, j=1):
                    self.assertEqual(i, 0)
    def test_c(self): self.skipTest("not today")
class G(F):
    test_b = test_c = None
    def setUp(self): self.skipTest("in setUp")
suite = unittest.TestSuite()
for each in (F, G): suite.addTests(L.loadTestsFromTestCase(each))
print(suite.countTestCases())
suite.run(Events())
print(suite.countTestCases())
G("test_a")(None) if False else G("test_a").run(Events())
class H(unittest.TestCase):
    def test_chain(self):
        try:
            self.assertEqual(1, 2)
        except AssertionError as error:
            raise ValueError("from it") from error
run(H, tb_locals=False)
class ResourceManager:
    def __enter__(self): print("enter"); return 5
    def __exit__(self, *exc): print("exit", exc)
class I(unittest.TestCase):
    def test(self): print(self.enterContext(ResourceManager()))
run(I, verbosity=2)
