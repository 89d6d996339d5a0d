# The assertions with patterns.
import re
import unittest
import warnings

T = unittest.TestCase()


def fails(method, *args):
    try:
        print(method, getattr(T, method)(*args))
    except AssertionError as error:
        print(f"{method}: {error}")


fails("assertRegex", "abc", "x+")
fails("assertRegex", "abc", re.compile("B"))
fails("assertRegex", "abc", re.compile("B", re.I))
fails("assertRegex", "abc", "")
fails("assertNotRegex", "abxxc", "x+")
fails("assertNotRegex", b"abc", b"d")
fails("assertRaisesRegex", ValueError, "invalid .* 'z'", int, "z")
fails("assertRaisesRegex", ValueError, "nothing", int, "z")
fails("assertRaisesRegex", ValueError, "nothing", int, "3")
fails("assertWarnsRegex", UserWarning, "b.d", warnings.warn, "bad")
fails("assertWarnsRegex", UserWarning, "x", warnings.warn, "bad")
fails("assertWarnsRegex", FutureWarning, "x", warnings.warn, "bad")
with T.assertRaisesRegex(KeyError, "^'k'$") as caught:
    {}["k"]
print(caught.exception)
