# What each assert...() says when it fails.
import unittest

T = unittest.TestCase()


def fails(method, *args, **kwargs):
    try:
        getattr(T, method)(*args, **kwargs)
    except AssertionError as error:
        print(f"{method}: {error}")
    except Exception as error:
        print(f"{method} !! {type(error).__name__}: {error}")
    else:
        print(f"{method}: passed")


fails("assertTrue", 0)
fails("assertFalse", [1], "hm")
fails("assertEqual", 1, 2)
fails("assertEqual", "ab", "ac", "a message")
fails("assertEqual", [1, 2, 3], [1, 2, 4])
fails("assertEqual", [1, 2, 3], [1, 2])
fails("assertEqual", (1,), (1, 2, 3))
fails("assertEqual", [], [[]])
fails("assertEqual", {1: 2}, {1: 3})
fails("assertEqual", {1, 2}, {1, 3})
fails("assertEqual", frozenset("a"), frozenset())
fails("assertEqual", list(range(1000)), list(range(1001)))
fails("assertEqual", "a" * 200, "a" * 100 + "b" * 100)
fails("assertEqual", "x" * 300, 3)
fails("assertEqual", 1.0, 1)
fails("assertEqual", True, 1)
for a, b in [("ab", "ab\n"), ("a\nb", "a\nc\n"), ("", "b"), ("a\n", ""), ("x\n\ny", "x\ny"),
             ("abc\n", "abd"), ("one\ntwo\nthree", "one\ntwo!\nthree"), ("a\tb\n", "a\tc\n")]:
    fails("assertEqual", a, b)
fails("assertNotEqual", 3, 3)
fails("assertSequenceEqual", [1, 2], (1, 2))
fails("assertSequenceEqual", [1, 2], (1, 3))
fails("assertSequenceEqual", [1, 2], (3,), seq_type=list)
fails("assertSequenceEqual", [1, 2], 3)
fails("assertSequenceEqual", 3, [])
fails("assertSequenceEqual", "ab", "ac")
fails("assertListEqual", 3, [3])
fails("assertListEqual", [3], "a")
fails("assertTupleEqual", 3, [3])
fails("assertSetEqual", 3, {4})
fails("assertSetEqual", {4}, 3)
fails("assertSetEqual", {4}, {"4"}, "sets")
fails("assertDictEqual", {4: 3}, 3)
fails("assertDictEqual", [], {})
fails("assertMultiLineEqual", 3, "b")
fails("assertCountEqual", [1, 2, 2], [3, 2])
fails("assertCountEqual", [1, 2, [2]], [3, [2]])
fails("assertCountEqual", [[1], [1], [2]], [[2], [1]], "lists")
fails("assertCountEqual", "abc", "cab")
fails("assertAlmostEqual", 3, 4)
fails("assertAlmostEqual", 3, 4, delta=0.5)
fails("assertAlmostEqual", 3, 4, delta=0.5, places=3)
fails("assertAlmostEqual", 3, 3.00000001)
fails("assertAlmostEqual", 3, 3.01, places=1)
fails("assertNotAlmostEqual", 3, 3, delta=0.5)
fails("assertNotAlmostEqual", 3, 3.000000001)
fails("assertNotAlmostEqual", 3, 3.001, 1)
fails("assertIn", 3, [])
fails("assertNotIn", "b", "abc")
fails("assertIs", 3, [3])
fails("assertIsNot", None, None)
fails("assertIsNone", 3)
fails("assertIsNotNone", None)
fails("assertLess", 3, 2)
fails("assertLessEqual", 3, 2)
fails("assertGreater", 2, 2)
fails("assertGreaterEqual", 1, 2)
fails("assertIsInstance", 3, (str, float))
fails("assertIsInstance", 3, float)
fails("assertNotIsInstance", 3, int)
fails("assertNotIsInstance", 3, (str, int))
fails("assertIsSubclass", int, str)
fails("assertIsSubclass", 3, str)
fails("assertIsSubclass", int, (str, float))
fails("assertNotIsSubclass", int, int)
fails("assertNotIsSubclass", 3, int)
fails("assertNotIsSubclass", bool, (str, int))
fails("assertHasAttr", 3, "name")
fails("assertHasAttr", unittest, "nothing")
fails("assertHasAttr", int, "nothing")
fails("assertNotHasAttr", int, "real")
fails("assertNotHasAttr", unittest, "main")
fails("assertNotHasAttr", 3, "real")
fails("assertStartsWith", "abc", "b")
fails("assertStartsWith", "abc", ("b", "d"))
fails("assertStartsWith", "abc", b"a")
fails("assertStartsWith", 3, "a")
fails("assertStartsWith", "abc", 3)
fails("assertStartsWith", "abc", ())
fails("assertStartsWith", "x" * 100, "b", "long")
fails("assertNotStartsWith", "abc", "a")
fails("assertNotStartsWith", "abc", ("z", "a"))
fails("assertEndsWith", "abc", "a")
fails("assertEndsWith", "abc", ("a",))
fails("assertNotEndsWith", "abc", "c")
fails("assertNotEndsWith", b"abc", (b"d", b"c"))
fails("fail")
fails("fail", "so")
fails("assertRaises", 3)
fails("assertRaises", ValueError, foo=3)
fails("assertRaises", ValueError, lambda: 3)
fails("assertRaises", (ValueError, TypeError), len, "")
fails("assertRaises", ValueError, int, "z")
fails("assertWarns", 3)
fails("assertWarns", ResourceWarning, len, "")
fails("enterContext", 3)

with T.assertRaises(ValueError) as caught:
    int("z")
print(repr(caught.exception), caught.exception.__traceback__)
for message in (None, "said"):
    try:
        with T.assertRaises(ValueError, msg=message):
            pass
    except AssertionError as error:
        print(error)

T.longMessage = False
fails("assertEqual", 1, 2)
fails("assertEqual", 1, 2, "only this")
T.longMessage = True
T.maxDiff = 5
fails("assertEqual", [1], [2])
T.maxDiff = None
fails("assertEqual", "a\n" * 400, "b\n")


class Point:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return f"Point({self.x})"


def same_point(a, b, msg=None):
    if a.x != b.x:
        raise T.failureException(f"{a.x} is elsewhere than {b.x}")


T.addTypeEqualityFunc(Point, same_point)
fails("assertEqual", Point(1), Point(1))
fails("assertEqual", Point(1), Point(2))
