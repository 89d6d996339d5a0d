"""The names of Python 2 in pickles of protocols 0 to 2, and what they are called today."""

REVERSE_IMPORT_MAPPING = {
    "builtins": "__builtin__", "copyreg": "copy_reg", "queue": "Queue", "socketserver": "SocketServer",
    "configparser": "ConfigParser", "functools": "functools", "_thread": "thread",
}
REVERSE_NAME_MAPPING = {
    ("builtins", "range"): ("__builtin__", "xrange"), ("builtins", "chr"): ("__builtin__", "unichr"),
    ("builtins", "int"): ("__builtin__", "long"), ("builtins", "str"): ("__builtin__", "unicode"),
    ("functools", "reduce"): ("__builtin__", "reduce"), ("sys", "intern"): ("__builtin__", "intern"),
    ("collections", "UserDict"): ("UserDict", "IterableUserDict"), ("collections", "UserList"): ("UserList", "UserList"),
    ("collections", "UserString"): ("UserString", "UserString"), ("itertools", "filterfalse"): ("itertools", "ifilterfalse"),
    ("itertools", "zip_longest"): ("itertools", "izip_longest"), ("builtins", "map"): ("itertools", "imap"),
    ("builtins", "filter"): ("itertools", "ifilter"), ("builtins", "zip"): ("itertools", "izip"),
}
_EXCEPTIONS = ("OSError", "IOError", "ValueError", "TypeError", "KeyError", "IndexError", "AttributeError", "ImportError",
                   "RuntimeError", "Exception", "BaseException", "StopIteration", "ZeroDivisionError", "OverflowError",
                   "ArithmeticError", "LookupError", "AssertionError", "EOFError", "MemoryError", "NameError", "SyntaxError",
                   "SystemExit", "KeyboardInterrupt", "NotImplementedError", "UnicodeError", "Warning", "UserWarning",
                   "DeprecationWarning", "RuntimeWarning", "UnicodeDecodeError", "UnicodeEncodeError", "FloatingPointError",
                   "ReferenceError", "GeneratorExit", "BufferError", "SystemError", "UnboundLocalError", "IndentationError")
REVERSE_NAME_MAPPING.update({("builtins", name): ("exceptions", name) for name in _EXCEPTIONS})
IMPORT_MAPPING = {old: new for new, old in REVERSE_IMPORT_MAPPING.items()}
NAME_MAPPING = {old: new for new, old in REVERSE_NAME_MAPPING.items()}
