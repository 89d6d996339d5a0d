import mods.dynamic as d

print(d.existing, d.computed, d.other)
try:
    d.refuse
except AttributeError as e:
    print(e)
from mods.dynamic import computed

print(computed, dir(d))
try:
    from mods.dynamic import refuse
except ImportError as e:
    print(str(e).partition(" (")[0])
import mods

try:
    mods.not_there
except AttributeError as e:
    print(e)
try:
    import math

    math.nope
except AttributeError as e:
    print(e)
import types

m = types.ModuleType("made", "doc")
m.x = 5
print(m, m.__doc__, m.x, vars(m)["x"], m.__name__)
