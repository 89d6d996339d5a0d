# What is pickled by name shares the name of its module where the module does; texts of numbers and names read back.
import functools
import math
import pickle

print(math.sin.__module__ is math.cos.__module__, len.__module__ is abs.__module__)
print(pickle.dumps([math.sin, math.cos, len, abs, str, int], 4))


class Reduced(pickle.Pickler):
    def reducer_override(self, obj):
        print("asked about", type(obj).__name__)
        return NotImplemented


import io

Reduced(io.BytesIO()).dump([1, "a", b"", (1,), {2}, frozenset({3}), {4: 5}, bytearray(b"x"), 1.5, None, True, ..., len, str, functools.reduce, print])
for data in (b"F1.5\n.", b"F-inf\n.", b"F\n.", b"F1 x\n.", b"Fx\n.", b"F1\0x\n.", b"F 1.5\n.", b"F1_0\n.", b"I\n.", b"L\n.", b"I 5 \n.",
             b"L12L\n.", b"L12\n.", b"Lx\n.", b"LxL\n.", b"I5x\n.", b"I99999999999999999999\n.", b"g\n.", b"Np\n.", b"c\nx\n.",
             b"cx\n\n.", b"V\n.", b"P\n.", b"i\nx\n.", b"(ix\n\n.", b"gx\n.", b"Npx\n.", b"S''\n."):
    try:
        print(data, pickle.loads(data))
    except Exception as error:
        print(data, type(error).__name__, error)
