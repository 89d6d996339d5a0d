def attempt(source):
    try:
        exec(source, {"__name__": "__main__"})
        print(source, "ok")
    except ImportError as e:
        print(source, "->", type(e).__name__, e, "|", e.name)


for source in (
    "import no_such_module", "import mods.nope", "import mods.plain.deeper", "from mods import nope",
    "from mods.plain import nope", "from mods.nope import x", "import math.sub",
    "from math import nope", "from . import x", "from .mods import x", "import mods, mods.plain",
    "from mods import plain, zzz", "from no_such import *", "__import__('')",
    "import sys as s, nope2 as n",
):
    try:
        attempt(source)
    except ValueError as e:
        print(source, "->", type(e).__name__, e)
