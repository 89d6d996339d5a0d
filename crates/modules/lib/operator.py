"""The operators of the language as functions.

The work is done by `_operator`; here each function that stands for a special method
gets that method's name as well (`operator.__add__` is `operator.add`).
"""

from _operator import *

__all__ = [
    "abs", "add", "and_", "attrgetter", "call", "concat", "contains", "countOf", "delitem",
    "eq", "floordiv", "ge", "getitem", "gt", "iadd", "iand", "iconcat", "ifloordiv",
    "ilshift", "imatmul", "imod", "imul", "index", "indexOf", "inv", "invert", "ior", "ipow",
    "irshift", "is_", "is_none", "is_not", "is_not_none", "isub", "itemgetter", "itruediv",
    "ixor", "le", "length_hint", "lshift", "lt", "matmul", "methodcaller", "mod", "mul",
    "ne", "neg", "not_", "or_", "pos", "pow", "rshift", "setitem", "sub", "truediv",
    "truth", "xor",
]

for _name in (
        "abs", "add", "and_", "call", "concat", "contains", "delitem", "eq", "floordiv", "ge",
        "getitem", "gt", "iadd", "iand", "iconcat", "ifloordiv", "ilshift", "imatmul",
        "imod", "imul", "index", "inv", "invert", "ior", "ipow", "irshift", "isub",
        "itruediv", "ixor", "le", "lshift", "lt", "matmul", "mod", "mul", "ne", "neg", "not_",
        "or_", "pos", "pow", "rshift", "setitem", "sub", "truediv", "xor"):
    globals()[f"__{_name.strip('_')}__"] = globals()[_name]
del _name
