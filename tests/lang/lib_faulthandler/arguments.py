# What faulthandler refuses, and what its functions say.
import faulthandler
import signal
import sys


def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__, error)


class File:
    def __init__(self, number):
        self.number = number

    def fileno(self):
        return self.number


for text in [
    "faulthandler.dump_traceback(File('x'))", "faulthandler.dump_traceback(File(-1))",
    "faulthandler.dump_traceback('a')", "faulthandler.dump_traceback(-1)", "faulthandler.dump_traceback(10**30)",
    "faulthandler.dump_traceback(3.5)", "faulthandler.dump_traceback_later(0)",
    "faulthandler.dump_traceback_later(-1)", "faulthandler.dump_traceback_later('x')",
    "faulthandler.dump_traceback_later(1e30)", "faulthandler.dump_traceback_later(float('nan'))",
    "faulthandler.dump_traceback_later()", "faulthandler.dump_traceback_later(50, repeat=True, exit=False)",
    "faulthandler.cancel_dump_traceback_later()", "faulthandler.cancel_dump_traceback_later()",
    "faulthandler.register(9)", "faulthandler.register(11)", "faulthandler.register(1000)",
    "faulthandler.register('a')", "faulthandler.unregister(11)", "faulthandler.unregister(signal.SIGUSR1)",
    "faulthandler.register(signal.SIGUSR1, chain=True)", "faulthandler.unregister(signal.SIGUSR1)",
    "faulthandler.is_enabled()", "faulthandler.enable(all_threads=False)", "faulthandler.is_enabled()",
    "faulthandler.disable()", "faulthandler.disable()", "faulthandler.is_enabled(1)",
]:
    attempt(text)
sys.stderr = None
for text in [
    "faulthandler.enable()", "faulthandler.dump_traceback()", "faulthandler.dump_traceback_later(1)",
    "faulthandler.register(10)",
]:
    attempt(text)
