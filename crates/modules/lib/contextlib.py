"""Things for the `with` statement.

`contextmanager` makes a context manager of a generator: what is before its `yield` runs
on entering, what is after it on leaving. `ExitStack` is a `with` whose number of
managers is known only as it goes. The rest are small managers for everyday needs.
"""

import abc
import sys
from _collections import deque
from functools import wraps

__all__ = [
    "contextmanager", "closing", "nullcontext", "AbstractContextManager", "ContextDecorator",
    "ExitStack", "redirect_stdout", "redirect_stderr", "suppress", "chdir",
]

_NEED_ASYNC = ("asynccontextmanager", "AbstractAsyncContextManager", "AsyncContextDecorator",
               "AsyncExitStack", "aclosing")


def __getattr__(name):
    if name in _NEED_ASYNC:
        raise AttributeError(f"Gila does not support contextlib.{name} yet: it needs 'async'")
    raise AttributeError


class AbstractContextManager(abc.ABC):
    """Has __enter__ and __exit__."""

    __slots__ = ()

    def __enter__(self):
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """What to do on leaving; a true value swallows the exception."""
        return None

    @classmethod
    def __subclasshook__(cls, candidate):
        if cls is not AbstractContextManager:
            return NotImplemented
        for method in ("__enter__", "__exit__"):
            owner = next((base for base in candidate.__mro__ if method in vars(base)), None)
            if owner is None or vars(owner)[method] is None:
                return NotImplemented
        return True

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class ContextDecorator:
    """Lets a context manager be used as a decorator: the function then runs inside it."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    """A context manager made of a generator that yields once."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        # For use as a decorator, where every call needs a fresh generator.
        self.func, self.args, self.kwds = func, args, kwds
        self.__doc__ = getattr(func, "__doc__", None) or type(self).__doc__

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def __enter__(self):
        # The arguments are not needed any more and should not live as long as the block.
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            return self._refuse("generator didn't stop")
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except StopIteration as end:
            # The generator caught the exception and came to its end: swallowed. Unless the
            # block raised this very StopIteration, which went through.
            return end is not value
        except RuntimeError as error:
            if error is value:
                error.__traceback__ = traceback
                return False
            # A StopIteration cannot leave a generator as it is; it comes out wrapped.
            if isinstance(value, StopIteration) and error.__cause__ is value:
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            # The same exception goes on from the `with` statement, which raises it again.
            error.__traceback__ = traceback
            return False
        return self._refuse("generator didn't stop after throw()")

    def _refuse(self, complaint):
        try:
            raise RuntimeError(complaint)
        finally:
            self.gen.close()


def contextmanager(func):
    """Make a function that returns context managers of a generator function.

        @contextmanager
        def opened(path):
            file = open(path)
            try:
                yield file
            finally:
                file.close()
    """
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


class closing(AbstractContextManager):
    """Calls close() on leaving."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class _Redirect(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        # A stack, because the same object may be entered again inside its own block.
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_Redirect):
    """sys.stdout is another file inside the block."""

    _stream = "stdout"


class redirect_stderr(_Redirect):
    """sys.stderr is another file inside the block."""

    _stream = "stderr"


class suppress(AbstractContextManager):
    """Swallows exceptions of these kinds."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return None
        if issubclass(exctype, self._exceptions):
            return True
        if issubclass(exctype, BaseExceptionGroup):
            _, rest = excinst.split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False


class nullcontext(AbstractContextManager):
    """Does nothing; for code that sometimes has something to enter."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass


class chdir(AbstractContextManager):
    """The current folder is another one inside the block (for all threads)."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        import os
        os.chdir(self._old_cwd.pop())


class ExitStack(AbstractContextManager):
    """A stack of things to do on leaving, in the reverse order of their coming."""

    def __init__(self):
        self._exit_callbacks = deque()

    def __enter__(self):
        return self

    def push(self, exit):
        """Have `exit` called on leaving: a manager's __exit__, or a function like one."""
        method = getattr(type(exit), "__exit__", None)
        if method is None:
            self._exit_callbacks.append(exit)
        else:
            self._exit_callbacks.append(_bound(method, exit))
        return exit

    def enter_context(self, cm):
        """Enter a context manager and have it left on leaving."""
        cls = type(cm)
        enter = getattr(cls, "__enter__", None)
        leave = getattr(cls, "__exit__", None)
        if enter is None or leave is None:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does "
                            "not support the context manager protocol")
        result = enter(cm)
        self._exit_callbacks.append(_bound(leave, cm))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Have a function called on leaving, whatever happened."""
        def call(exc_type, exc, tb):
            callback(*args, **kwds)
        call.__wrapped__ = callback
        self._exit_callbacks.append(call)
        return callback

    def pop_all(self):
        """Move all there is to do to a new stack."""
        moved = type(self)()
        moved._exit_callbacks = self._exit_callbacks
        self._exit_callbacks = deque()
        return moved

    def close(self):
        """Do all there is to do, now."""
        self.__exit__(None, None, None)

    def __exit__(self, *exc_details):
        entering = exc_details[1]
        outer = sys.exception()     # what was being handled when the block began
        pending = entering
        changed = False
        while self._exit_callbacks:
            leave = self._exit_callbacks.pop()
            details = (None, None, None) if pending is None else (
                type(pending), pending, pending.__traceback__)
            try:
                if leave(*details) and pending is not None:
                    pending = None
                    changed = True
            except BaseException as error:
                _chain(error, pending, outer)
                pending = error
                changed = True
        if pending is None:
            return changed and entering is not None
        if not changed:
            return False
        # raise would set another context; keep the one that nested `with`s would show.
        context = pending.__context__
        try:
            raise pending
        finally:
            pending.__context__ = context
            del pending, entering, outer


def _bound(method, obj):
    def leave(exc_type, exc, tb):
        return method(obj, exc_type, exc, tb)
    leave.__self__ = obj
    return leave


def _chain(error, pending, outer):
    """Give `error` the context it would have in nested `with` statements.

    Raised in here, the end of its chain is what was handled outside (or nothing); in
    nested statements it would be the exception of the inner block.
    """
    while True:
        context = error.__context__
        if context is None or context is pending:
            return
        if context is outer:
            error.__context__ = pending
            return
        error = context
