# assertLogs(), assertNoLogs() and assertWarns().
import logging
import unittest
import warnings

T = unittest.TestCase()

with T.assertLogs("a", "WARNING") as caught:
    logging.getLogger("a").info("not this")
    logging.getLogger("a.b").warning("this: %d", 3)
print(caught.output, [record.levelname for record in caught.records])

for arguments in ((), ("c", "ERROR"), ("c", "XX")):
    try:
        with T.assertLogs(*arguments):
            logging.getLogger("c").debug("too low")
    except (AssertionError, ValueError) as error:
        print(type(error).__name__, error)

with T.assertNoLogs("d", "ERROR") as nothing:
    logging.getLogger("d").warning("low enough")
print(nothing)
try:
    with T.assertNoLogs():
        logging.getLogger("e").info("oh")
except AssertionError as error:
    print(error)

with T.assertWarns(DeprecationWarning) as caught:
    warnings.warn("other", UserWarning)
    warnings.warn("old", DeprecationWarning)
    warnings.warn("older", DeprecationWarning)
print(repr(caught.warning), caught.lineno, caught.filename == __file__)
for expected in (ResourceWarning, (ResourceWarning, FutureWarning)):
    try:
        with T.assertWarns(expected):
            warnings.warn("other", UserWarning)
    except AssertionError as error:
        print(error)
try:
    T.assertWarns(ResourceWarning, warnings.warn, "other")
except AssertionError as error:
    print(error)
