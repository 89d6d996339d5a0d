import pkg.sub.leaf as leaf
from pkg import top_name
from pkg.sub import *

print(leaf.gathered, top_name, inner_name)
print(leaf.__package__, leaf.__name__)
try:
    from pkg import too_far
except ImportError as e:
    print(type(e).__name__, e)
