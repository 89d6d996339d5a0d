"""Objects that stand in for others in tests, note how they are used, and are put in place for a while.

    with patch("os.kill") as kill:
        stop_everything()
    kill.assert_called_once_with(5, SIGTERM)

Here are Mock, MagicMock and patch() with what hangs on them. What is not: specifications
(`spec`, `autospec`), asynchronous mocks, mock_open() and seal().
"""

import functools
import importlib

__all__ = ["Mock", "MagicMock", "NonCallableMock", "PropertyMock", "patch", "sentinel",
           "DEFAULT", "ANY", "call"]


class _Named:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"


class _Sentinels:
    """Objects that are equal to nothing else, one for each attribute that is asked for."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        found = self.__dict__[name] = _Named(name)
        return found


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT


class _Any:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _Any()


class _Call(tuple):
    """A call: (name, positional arguments, keyword arguments). Names are compared too."""

    def __new__(cls, name="", args=(), kwargs=None):
        return tuple.__new__(cls, (name, tuple(args), kwargs or {}))

    @property
    def args(self):
        """The positional arguments."""
        return tuple.__getitem__(self, 1)

    @property
    def kwargs(self):
        """The keyword arguments."""
        return tuple.__getitem__(self, 2)

    def __getitem__(self, at):
        # A call without a name is a pair.
        return (tuple(self) if tuple.__getitem__(self, 0) else tuple(self)[1:])[at]

    def __call__(self, *args, **kwargs):
        return _Call(tuple.__getitem__(self, 0), args, kwargs)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        before = tuple.__getitem__(self, 0)
        return _Call(f"{before}.{name}" if before else name)

    def __eq__(self, other):
        if not isinstance(other, tuple):
            return NotImplemented
        if not isinstance(other, _Call):
            parts = [part for part in other]
            name = parts.pop(0) if parts and isinstance(parts[0], str) else ""
            args = next((part for part in parts if isinstance(part, tuple)), ())
            kwargs = next((part for part in parts if isinstance(part, dict)), {})
            other = _Call(name, args, kwargs)
        return tuple.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    __hash__ = None

    def __repr__(self):
        name = tuple.__getitem__(self, 0)
        shown = [*map(repr, self.args), *(f"{key}={value!r}" for key, value in self.kwargs.items())]
        return f"call{'.' + name if name else ''}({', '.join(shown)})"


call = _Call()
_OWN = frozenset(("return_value", "side_effect", "called", "call_count", "call_args",
                  "call_args_list", "mock_calls", "method_calls"))


class NonCallableMock:
    """Has every attribute that is asked for: another mock, the same one each time."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None,
                 **attributes):
        if spec is not None:
            raise NotImplementedError("Gila does not support spec= of mocks yet")
        self.__dict__.update(_children={}, _name=name, _parent=None, _wraps=wraps)
        self.reset_mock()
        self.__dict__["_return_value"] = return_value
        self.side_effect = side_effect
        self.configure_mock(**attributes)

    def reset_mock(self):
        """Forget all calls."""
        self.__dict__.update(called=False, call_count=0, call_args=None, call_args_list=[],
                             mock_calls=[], method_calls=[])

    def configure_mock(self, **attributes):
        """Set attributes; a name with dots means those of a child."""
        for name, value in attributes.items():
            *path, last = name.split(".")
            target = self
            for part in path:
                target = getattr(target, part)
            setattr(target, last, value)

    def _child(self, name):
        child = type(self)(name=f"{self._name or 'mock'}.{name}")
        child.__dict__["_parent"] = (self, name)
        return child

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if name.startswith(("assert", "assret")):
            raise AttributeError(f"{name!r} is not a valid assertion.")
        children = self.__dict__["_children"]
        if name not in children:
            if self._wraps is not None and not hasattr(self._wraps, name):
                raise AttributeError(name)
            children[name] = self._child(name)
        return children[name]

    @property
    def return_value(self):
        """What a call returns."""
        if self._return_value is DEFAULT:
            self.__dict__["_return_value"] = self._child("()")
            self._return_value.__dict__["_parent"] = None
        return self._return_value

    @return_value.setter
    def return_value(self, value):
        self.__dict__["_return_value"] = value

    @property
    def side_effect(self):
        """What happens in a call: an exception, a function, or results one after the other."""
        return self.__dict__["_side_effect"]

    @side_effect.setter
    def side_effect(self, effect):
        is_source = effect is not None and not callable(effect) \
            and not isinstance(effect, BaseException)
        self.__dict__["_side_effect"] = iter(effect) if is_source else effect

    def __repr__(self):
        return f"<{type(self).__name__} name={self._name!r} id='{id(self)}'>"

    def _note(self, args, kwargs):
        made = _Call("", args, kwargs)
        self.__dict__.update(called=True, call_count=self.call_count + 1, call_args=made)
        self.call_args_list.append(made)
        self.mock_calls.append(made)
        name, mock = "", self
        while mock._parent is not None:
            mock, part = mock._parent
            name = f"{part}.{name}" if name else part
            noted = _Call(name, args, kwargs)
            mock.mock_calls.append(noted)
            mock.method_calls.append(noted)

    # Assertions

    def _expect(self, holds, message):
        if not holds:
            raise AssertionError(message)

    def assert_called(self):
        """There was a call."""
        self._expect(self.call_count, f"Expected '{self._name or 'mock'}' to have been called.")

    def assert_not_called(self):
        """There was none."""
        self._expect(not self.call_count,
                     f"Expected '{self._name or 'mock'}' to not have been called. "
                     f"Called {self.call_count} times.")

    def assert_called_once(self):
        """There was one."""
        self._expect(self.call_count == 1,
                     f"Expected '{self._name or 'mock'}' to have been called once. "
                     f"Called {self.call_count} times.")

    def assert_called_with(self, *args, **kwargs):
        """The last call had these arguments."""
        wanted = _Call("", args, kwargs)
        self._expect(self.call_args == wanted,
                     f"expected call not found.\nExpected: {wanted!r}\n  Actual: "
                     + ("not called." if self.call_args is None else repr(self.call_args)))

    def assert_called_once_with(self, *args, **kwargs):
        """There was one call, and it had these arguments."""
        self.assert_called_once()
        self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, *args, **kwargs):
        """Some call had these arguments."""
        wanted = _Call("", args, kwargs)
        self._expect(wanted in self.call_args_list, f"{wanted!r} call not found")

    def assert_has_calls(self, calls, any_order=False):
        """These calls were made, one after the other."""
        made = self.mock_calls
        wanted = list(calls)
        if any_order:
            holds = all(one in made for one in wanted)
        else:
            last = len(made) - len(wanted)
            holds = any(made[at:at + len(wanted)] == wanted for at in range(last + 1))
        self._expect(holds, f"Calls not found.\nExpected: {wanted!r}\n  Actual: {made!r}")


class Mock(NonCallableMock):
    """The same that can be called."""

    def __call__(self, *args, **kwargs):
        self._note(args, kwargs)
        effect = self.side_effect
        if effect is not None:
            if isinstance(effect, BaseException) \
                    or isinstance(effect, type) and issubclass(effect, BaseException):
                raise effect
            result = effect(*args, **kwargs) if callable(effect) else next(effect)
            if isinstance(result, BaseException) \
                    or isinstance(result, type) and issubclass(result, BaseException):
                raise result
            if result is not DEFAULT:
                return result
        if self._return_value is DEFAULT and self._wraps is not None:
            return self._wraps(*args, **kwargs)
        return self.return_value


class MagicMock(Mock):
    """The same with the special methods of containers, numbers and contexts."""

    def __enter__(self):
        return self.__getattr__("_entered")

    def __exit__(self, *args):
        return False

    def __len__(self):
        return 0

    def __bool__(self):
        return True

    def __iter__(self):
        return iter(())

    def __contains__(self, item):
        return False

    def __int__(self):
        return 1

    def __getitem__(self, key):
        return self.__getattr__("_item")

    def __setitem__(self, key, value):
        pass

    def __delitem__(self, key):
        pass


class PropertyMock(Mock):
    """Stands in for a property: put it on the class."""

    def __get__(self, instance, owner=None):
        return self()

    def __set__(self, instance, value):
        self(value)


class _Patch:
    """Puts something in the place of an attribute for a while; also decorates functions."""

    def __init__(self, get_target, name, new, options):
        self._get_target = get_target
        self._name = name
        self._new = new
        self._options = options
        self._entered = []

    def start(self):
        """Put it in place; returns it."""
        target = self._target = self._get_target()
        create = self._options.pop("create", False)
        self._own = self._name in getattr(target, "__dict__", {})
        self._old = getattr(target, self._name, DEFAULT)
        if self._old is DEFAULT and not create:
            raise AttributeError(f"{target} does not have the attribute {self._name!r}")
        if self._own:
            self._old = vars(target)[self._name]    # a static method is one still
        new = self._new
        if new is DEFAULT:
            make = self._options.pop("new_callable", None) or MagicMock
            if make is MagicMock:
                self._options.setdefault("name", self._name)
            if self._options.pop("autospec", None) or self._options.pop("spec", None):
                raise NotImplementedError("Gila does not support specifications of mocks yet")
            new = make(**self._options)
        setattr(target, self._name, new)
        return new

    def stop(self):
        """Put back what was there."""
        if self._own:
            setattr(self._target, self._name, self._old)
            return
        delattr(self._target, self._name)
        if self._old is not DEFAULT and not hasattr(self._target, self._name):
            setattr(self._target, self._name, self._old)

    def __enter__(self):
        entered = self._again()
        new = entered.start()
        self._entered.append(entered)   # the same patch may be entered again meanwhile
        return new

    def __exit__(self, *args):
        self._entered.pop().stop()

    def _again(self):
        return _Patch(self._get_target, self._name, self._new, dict(self._options))

    def __call__(self, function):
        if isinstance(function, type):
            for name, value in list(vars(function).items()):
                if name.startswith("test") and callable(value):
                    setattr(function, name, self._again()(value))
            return function

        @functools.wraps(function)
        def patched(*args, **kwargs):
            with self._again() as new:
                # With something given to be put there, nothing is passed.
                return function(*args, *((new,) if self._new is DEFAULT else ()), **kwargs)

        return patched


def _import(path):
    """An object by its dotted name; modules on the way are imported."""
    first, *rest = path.split(".")
    found = importlib.import_module(first)
    for part in rest:
        first += "." + part
        if not hasattr(found, part):
            importlib.import_module(first)
        found = getattr(found, part)
    return found


def patch(target, new=DEFAULT, **options):
    """Put something, or a MagicMock, in the place of "module.name"."""
    path, _, name = target.rpartition(".")
    if not path:
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}")
    return _Patch(lambda: _import(path), name, new, options)


def _patch_object(target, attribute, new=DEFAULT, **options):
    """The same for an attribute of an object."""
    return _Patch(lambda: target, attribute, new, options)


class _PatchDict:
    """Changes a dictionary for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self._in_dict = in_dict
        self._values = dict(values, **kwargs)
        self._clear = clear

    def __enter__(self):
        if isinstance(self._in_dict, str):
            self._in_dict = _import(self._in_dict)
        self._old = dict(self._in_dict)
        if self._clear:
            self._in_dict.clear()
        self._in_dict.update(self._values)
        return self._in_dict

    def __exit__(self, *args):
        self._in_dict.clear()
        self._in_dict.update(self._old)

    start = __enter__

    def stop(self):
        """Put back what was there."""
        self.__exit__()

    def __call__(self, function):
        @functools.wraps(function)
        def patched(*args, **kwargs):
            with self:
                return function(*args, **kwargs)

        return patched


patch.object = _patch_object
patch.dict = _PatchDict
