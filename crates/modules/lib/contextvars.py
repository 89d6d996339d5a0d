"""Variables whose values belong to a context rather than to a thread or a function.

Each thread is in a context of its own. `Context.run()` calls a function in another one,
and what it sets there stays there.
"""

import _collections_abc
from _contextvars import Context, ContextVar, Token, copy_context

__all__ = ("Context", "ContextVar", "Token", "copy_context")

_collections_abc.Mapping.register(Context)
