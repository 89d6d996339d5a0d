import sys

import mods.plain as p
from mods import plain
from mods.plain import value, double as twice

print(p is plain, sys.modules["mods.plain"] is p, value, twice(4), p.__name__, p.__package__)
print(p.__doc__, p.__file__.endswith("plain.py"))
import mods.plain

print(mods.plain.counter, mods.__name__, mods.__path__ is not None, type(mods).__name__, mods)
mods.plain.counter += 1
del sys.modules["mods.plain"]
import mods.plain as fresh

print(fresh is p, fresh.counter, p.counter, mods.plain is fresh)
print([n for n in dir(p) if not n.startswith("_")], __name__)
print(__file__.endswith("module_attributes_and_cache.py"), __package__, __spec__)
