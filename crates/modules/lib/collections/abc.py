"""What a class must be able to do to be an iterable, a sequence, a mapping and so on.

The classes stand in `_collections_abc`, which can be loaded without `collections`.
"""

from _collections_abc import *
from _collections_abc import __all__, _CallableGenericAlias
