"""patch(): puts something in the place of an attribute or of a dictionary's items, for a
`with` block, for a function or for the tests of a class, and puts the former back."""

import functools
import importlib
import sys
import types
from contextlib import ExitStack

from ._mock_calls import DEFAULT

__unittest = True


def _import(name):
    """What a dotted name stands for: a module, or an attribute of one."""
    first, *rest = name.split(".")
    thing, path = importlib.import_module(first), first
    for part in rest:
        path += f".{part}"
        try:
            thing = getattr(thing, part)
        except AttributeError:
            importlib.import_module(path)
            thing = getattr(thing, part)
    return thing


def _split(target):
    try:
        name, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError("Need a valid target to patch. You supplied: "
                        f"{target!r}") from None
    return functools.partial(_import, name), attribute


class _patch:
    """A replacement of one attribute; `additional_patchers` make it one of several."""

    attribute_name = None
    _active_patches = []

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable,
                 kwargs, *, unsafe=False):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        self.getter = getter
        self.attribute = attribute
        self.new = new
        self.new_callable = new_callable
        self.spec = spec
        self.create = create
        self.spec_set = spec_set
        self.autospec = autospec
        self.kwargs = kwargs
        self.unsafe = unsafe
        self.has_local = False
        self.is_started = False
        self.additional_patchers = []

    def copy(self):
        other = _patch(self.getter, self.attribute, self.new, self.spec, self.create,
                       self.spec_set, self.autospec, self.new_callable, self.kwargs,
                       unsafe=self.unsafe)
        other.attribute_name = self.attribute_name
        other.additional_patchers = [each.copy() for each in self.additional_patchers]
        return other

    # As a decorator.

    def __call__(self, func):
        if isinstance(func, type):
            return _decorate_tests(func, self.copy)
        if hasattr(func, "patchings"):
            # Several decorators share one wrapper.
            func.patchings.append(self)
            return func

        @functools.wraps(func)
        def patched(*args, **keywargs):
            with ExitStack() as stack:
                extra = []
                for patching in patched.patchings:
                    value = stack.enter_context(patching)
                    if patching.attribute_name is not None:
                        keywargs.update(value)
                    elif patching.new is DEFAULT:
                        extra.append(value)
                return func(*args, *extra, **keywargs)
        patched.patchings = [self]
        return patched

    # As a context manager.

    def get_original(self):
        """What is there now, and whether it is the object's own."""
        target, name = self.target, self.attribute
        original, local = DEFAULT, False
        try:
            original, local = target.__dict__[name], True
        except (AttributeError, KeyError):
            original = getattr(target, name, DEFAULT)
        if original is DEFAULT and not self.create:
            import builtins
            if not (isinstance(target, types.ModuleType) and hasattr(builtins, name)):
                raise AttributeError(f"{target} does not have the attribute {name!r}")
        return original, local

    def __enter__(self):
        if self.is_started:
            raise RuntimeError("Patch is already started")
        self.target = self.getter()
        original, local = self.get_original()
        new = self._replacement(original)
        self.temp_original = original
        self.is_local = local
        self._stack = ExitStack()
        self.is_started = True
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is None:
                return new
            # One of several: the mocks that were made, by their names.
            made = {self.attribute_name: new} if self.new is DEFAULT else {}
            for patching in self.additional_patchers:
                value = self._stack.enter_context(patching)
                if patching.new is DEFAULT:
                    made.update(value)
            return made
        except BaseException:
            if not self.__exit__(*sys.exc_info()):
                raise

    def _replacement(self, original):
        from . import mock
        spec, spec_set, autospec = self.spec, self.spec_set, self.autospec
        # False is as good as nothing, True stands for what is there now.
        spec = None if spec is False else spec
        spec_set = None if spec_set is False else spec_set
        autospec = None if autospec is False else autospec
        if spec is not None and autospec is not None:
            raise TypeError("Can't specify spec and autospec")
        if (spec is not None or autospec is not None) and spec_set not in (True, None):
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        if autospec is not None:
            return self._autospecced(original, autospec, spec_set)
        if self.new is not DEFAULT:
            if self.kwargs:
                raise TypeError("Can't pass kwargs to a mock we aren't creating")
            return self.new
        if spec is True:
            spec = original
            if spec_set is True:
                spec, spec_set = None, original
        elif spec is not None and spec_set is True:
            spec, spec_set = None, spec
        elif spec_set is True:
            spec_set = original
        options = {}
        if spec is not None:
            options["spec"] = spec
        if spec_set is not None:
            options["spec_set"] = spec_set
        model = spec if spec is not None else spec_set
        if self.new_callable is not None:
            make = self.new_callable
        elif model is not None and not isinstance(model, (list, tuple, set)) and not callable(model):
            make = mock.NonCallableMagicMock
        else:
            make = mock.MagicMock
        if isinstance(make, type) and issubclass(make, mock.NonCallableMock) and self.attribute:
            options["name"] = self.attribute
        options.update(self.kwargs)
        new = make(**options)
        if isinstance(model, type) and mock._is_instance_mock(new):
            # A class's instances are like it, too.
            again = {key: value for key, value in options.items() if key in ("spec", "spec_set")}
            instance = (mock.MagicMock if "__call__" in dir(model)
                        else mock.NonCallableMagicMock)
            if "return_value" not in self.kwargs:
                new.return_value = instance(_new_parent=new, _new_name="()", **again)
        return new

    def _autospecced(self, original, autospec, spec_set):
        from . import mock
        if self.new is not DEFAULT:
            raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
        if original is DEFAULT:
            raise TypeError("Can't use 'autospec' with create=True")
        if autospec is True:
            autospec = original
        if mock._is_instance_mock(self.target):
            raise mock.InvalidSpecError(
                f"Cannot autospec attr {self.attribute!r} as the patch target has already been "
                f"mocked out. [target={self.target!r}, attr={autospec!r}]")
        if mock._is_instance_mock(autospec):
            name = getattr(self.target, "__name__", self.target)
            raise mock.InvalidSpecError(
                f"Cannot autospec attr {self.attribute!r} from target {name!r} as it has already "
                f"been mocked out. [target={self.target!r}, attr={autospec!r}]")
        return mock.create_autospec(autospec, spec_set=bool(spec_set), _name=self.attribute,
                                    **self.kwargs)

    def __exit__(self, *exc_info):
        if not self.is_started:
            return False
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and (not hasattr(self.target, self.attribute)
                                    or self.attribute in _NEVER_INHERITED):
                # It came from somewhere that deleting does not show again.
                setattr(self.target, self.attribute, self.temp_original)
        del self.temp_original, self.is_local, self.target
        self.is_started = False
        stack = self._stack
        del self._stack
        return stack.__exit__(*exc_info)

    def start(self):
        """Put it there until stop()."""
        result = self.__enter__()
        self._active_patches.append(self)
        return result

    def stop(self):
        if self in self._active_patches:
            self._active_patches.remove(self)
        elif not self.is_started:
            return None
        return self.__exit__(None, None, None)


_NEVER_INHERITED = ("__doc__", "__module__", "__defaults__", "__annotations__", "__kwdefaults__")


def _decorate_tests(cls, copy):
    """Patch for each method of a class that is a test."""
    for name in dir(cls):
        if name.startswith(patch.TEST_PREFIX):
            value = getattr(cls, name)
            if hasattr(value, "__call__"):
                setattr(cls, name, copy()(value))
    return cls


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
          new_callable=None, *, unsafe=False, **kwargs):
    """Put `new`, or a MagicMock, in the place of what a dotted name stands for: for a
    `with` block, or as a decorator, which passes the mock to the function."""
    getter, attribute = _split(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs,
                  unsafe=unsafe)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None,
                  autospec=None, new_callable=None, *, unsafe=False, **kwargs):
    """The same for an attribute of an object."""
    if isinstance(target, str):
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable,
                  kwargs, unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None,
                    new_callable=None, **kwargs):
    """The same for several attributes; those given as DEFAULT become mocks, which are passed
    by name."""
    getter = functools.partial(_import, target) if isinstance(target, str) else (lambda: target)
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    patchings = []
    for attribute, new in kwargs.items():
        patching = _patch(getter, attribute, new, spec, create, spec_set, autospec,
                          new_callable, {})
        patching.attribute_name = attribute
        patchings.append(patching)
    first, *others = patchings
    first.additional_patchers = others
    return first


class _patch_dict:
    """Items of a dictionary, for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = dict(values)
        self.values.update(kwargs)
        self.clear = clear
        self._original = None

    def __call__(self, function):
        if isinstance(function, type):
            return _decorate_tests(
                function, lambda: _patch_dict(self.in_dict, self.values, self.clear))

        @functools.wraps(function)
        def patched(*args, **kwargs):
            with self:
                return function(*args, **kwargs)
        return patched

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _import(self.in_dict)
        target = self.in_dict
        try:
            self._original = target.copy()
        except AttributeError:
            self._original = {key: target[key] for key in target}
        if self.clear:
            _empty(target)
        try:
            target.update(self.values)
        except AttributeError:
            for key in self.values:
                target[key] = self.values[key]
        return target

    def __exit__(self, *exc_info):
        if self._original is None:
            return False
        target = self.in_dict
        _empty(target)
        try:
            target.update(self._original)
        except AttributeError:
            for key in self._original:
                target[key] = self._original[key]
        self._original = None
        return False

    def start(self):
        result = self.__enter__()
        _patch._active_patches.append(self)
        return result

    def stop(self):
        if self in _patch._active_patches:
            _patch._active_patches.remove(self)
        elif self._original is None:
            return None
        return self.__exit__(None, None, None)


def _empty(mapping):
    try:
        mapping.clear()
    except AttributeError:
        for key in list(mapping):
            del mapping[key]


def _stop_all():
    """Stop what was started, the last one first."""
    for patching in reversed(_patch._active_patches[:]):
        patching.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _stop_all
patch.TEST_PREFIX = "test"
