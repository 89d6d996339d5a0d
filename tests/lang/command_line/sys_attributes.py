import sys

print(sys.version_info[:2], sys.version_info >= (3, 14), sys.version_info.major, sys.maxsize)
print(sys.byteorder, sys.float_info.max, sys.float_info.epsilon, sys.int_info.bits_per_digit > 0)
print(sys.maxunicode, sys.platform, sys.version.startswith("3.14"))
print(sys.flags.optimize, sys.getdefaultencoding(), sys.stdout.encoding, sys.intern("abc"))
print(sys.getsizeof([]) > 0, sys.is_finalizing(), sys.hexversion >> 16, callable(sys.displayhook))
print(sys.stdout.fileno(), sys.stderr.name, sys._is_gil_enabled())
sys.displayhook([1, "a"])
sys.displayhook(None)
import builtins

print(builtins._)
