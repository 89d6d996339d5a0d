"""Mocks: objects that take every call, remember it, and answer as they are told.

    fetch = Mock(return_value="page")
    fetch("address")
    fetch.assert_called_once_with("address")

Mock makes its attributes, and what it returns, of further mocks; MagicMock also takes part
in operations such as len() and `with`. patch() puts a mock in a place for a while; it is in
_mock_patch.py; mocks after models are in _mock_models.py, and what calls are in _mock_calls.py.
"""

from types import FunctionType

from ._mock_calls import ANY, DEFAULT, _Call, _CallList, call, sentinel, shown
from .util import safe_repr

__all__ = (
    "Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec",
    "FILTER_DIR", "NonCallableMock", "NonCallableMagicMock",
    "mock_open", "PropertyMock", "seal",
)

__unittest = True

# Whether dir() of a mock leaves out what is of no interest to a test.
FILTER_DIR = True


def __getattr__(name):
    if name == "AsyncMock":
        raise AttributeError("Gila does not support unittest.mock.AsyncMock yet: it needs 'asyncio'")
    if name == "ThreadingMock":
        raise AttributeError("Gila does not support unittest.mock.ThreadingMock yet")
    raise AttributeError


def __dir__():
    return sorted(set(globals()) | {"AsyncMock", "ThreadingMock"})


class InvalidSpecError(Exception):
    """A mock cannot be the model of a mock."""


_deleted = sentinel.DELETED
_missing = sentinel.MISSING

# The special methods that mocks can have, by what they answer if nobody says otherwise.
_RETURNS = {
    "__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented,
    "__ge__": NotImplemented, "__int__": 1, "__contains__": False, "__len__": 0,
    "__exit__": False, "__float__": 1.0, "__bool__": True, "__index__": 1,
}
_RETURNS_OF = {
    "__hash__": lambda mock: object.__hash__(mock),
    "__str__": lambda mock: object.__str__(mock),
    "__sizeof__": lambda mock: object.__sizeof__(mock),
    "__fspath__": lambda mock: f"{type(mock).__name__}/{mock._extract_mock_name()}/{id(mock)}",
}
_ARITHMETIC = ("add sub mul matmul truediv floordiv mod lshift rshift and xor or pow").split()
_NUMERIC = {f"__{prefix}{name}__" for name in _ARITHMETIC for prefix in ("", "i", "r")}
_NUMERIC |= {f"__{name}__" for name in "divmod rdivmod neg pos abs invert".split()}
_MAGICS = {f"__{name}__" for name in (
    "lt gt le ge eq ne getitem setitem delitem len contains str sizeof enter exit hash bool "
    "int float index round trunc floor ceil iter next fspath").split()} | _NUMERIC
# Only on request: a mock has other ways for these, or pickling would call them.
_OTHER_MAGICS = {f"__{name}__" for name in (
    "get set delete reversed missing reduce reduce_ex getinitargs getnewargs getstate setstate "
    "getformat repr dir subclasses format getnewargs_ex await aenter aexit aiter anext").split()}
_ALL_MAGICS = _MAGICS | _OTHER_MAGICS
_UNSUPPORTED = {f"__{name}__" for name in (
    "getattr setattr init new prepare instancecheck subclasscheck del").split()}


def _is_magic(name):
    return name.startswith("__") and name.endswith("__") and len(name) > 4


def _is_exception(value):
    return (isinstance(value, BaseException)
            or isinstance(value, type) and issubclass(value, BaseException))


def _is_instance_mock(value):
    # A mock's __class__ may say something else.
    return issubclass(type(value), NonCallableMock)


def _as_mock(value):
    """The mock of a function that create_autospec() has made."""
    return getattr(value, "mock", value) if isinstance(value, FunctionType) else value


def _signature(spec, as_instance=False):
    """What a call of an object like this takes, without self; None if that is not known."""
    import inspect
    if isinstance(spec, type) and not as_instance:
        function, skip_first = spec, False
    elif isinstance(spec, type):
        # A call of an instance.
        function = getattr(spec, "__call__", None)
        skip_first = True
    else:
        function, skip_first = spec, False
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    if skip_first:
        signature = signature.replace(parameters=list(signature.parameters.values())[1:])
    return signature


class _Signature:
    """A signature that need not be looked up any more; it may be None."""

    def __init__(self, signature):
        self.signature = signature


class _Model:
    """An attribute of a model; its mock is made when it is asked for."""

    def __init__(self, spec, spec_set, skip_first):
        self.spec, self.spec_set, self.skip_first = spec, spec_set, skip_first

    def make(self, parent, name):
        return create_autospec(self.spec, self.spec_set, _parent=parent, _name=name,
                               _skip_first=self.skip_first)


def _attach(parent, value, name, new_name):
    """Make a mock that belongs to nobody the attribute or result of another one."""
    value = _as_mock(value)
    if not _is_instance_mock(value):
        return False
    state = value.__dict__
    if (state["_mock_name"] or state["_mock_new_name"] or state["_mock_parent"] is not None
            or state["_mock_new_parent"] is not None):
        return False
    above = parent
    while above is not None:
        if above is value:
            return False
        above = above._mock_new_parent
    if new_name:
        value._mock_new_parent = parent
        value._mock_new_name = new_name
    if name:
        value._mock_parent = parent
        value._mock_name = name
    return True


def _delegating(name):
    """A property that a function made by create_autospec() has in common with its mock."""
    stored = {"return_value": "_mock_return_value",
              "side_effect": "_mock_side_effect"}.get(name, f"_mock_{name}")

    def get(self):
        delegate = self._mock_delegate
        return self.__dict__[stored] if delegate is None else getattr(delegate, name)

    def set(self, value):
        delegate = self._mock_delegate
        if delegate is None:
            self.__dict__[stored] = value
        else:
            setattr(delegate, name, value)
    return property(get, set)


class NonCallableMock:
    """A mock that cannot be called.

    Each one has a class of its own, so that special methods can be set on it. `_mock_parent`
    and `_mock_name` lead to the mock that this one is an attribute of, `_mock_new_parent` and
    `_mock_new_name` also from a result to what was called ("()").
    """

    def __new__(cls, /, *args, **kwargs):
        own = type(cls.__name__, (cls,), {"__doc__": cls.__doc__, "__module__": cls.__module__})
        return object.__new__(own)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None,
                 _spec_state=None, _new_name="", _new_parent=None, _spec_as_instance=False,
                 _eat_self=None, unsafe=False, **kwargs):
        state = self.__dict__
        state["_mock_parent"] = parent
        state["_mock_name"] = name
        state["_mock_new_name"] = _new_name
        state["_mock_new_parent"] = parent if _new_parent is None else _new_parent
        state["_mock_sealed"] = False
        state["_mock_children"] = {}
        state["_mock_wraps"] = wraps
        state["_mock_delegate"] = None
        state["_mock_unsafe"] = unsafe
        state["_mock_side_effect"] = None
        state["_mock_return_value"] = DEFAULT
        self._forget_calls()
        if spec_set is not None:
            spec, spec_set = spec_set, True
        self._mock_add_spec(spec, spec_set, _spec_as_instance)
        if kwargs:
            self.configure_mock(**kwargs)

    def _forget_calls(self):
        state = self.__dict__
        state["_mock_called"] = False
        state["_mock_call_args"] = None
        state["_mock_call_count"] = 0
        state["_mock_call_args_list"] = _CallList()
        state["_mock_mock_calls"] = _CallList()
        state["method_calls"] = _CallList()

    called = _delegating("called")
    call_count = _delegating("call_count")
    call_args = _delegating("call_args")
    call_args_list = _delegating("call_args_list")
    mock_calls = _delegating("mock_calls")

    @property
    def side_effect(self):
        """What a call does: a function to call, an exception to raise, or an iterable of
        answers and exceptions."""
        delegate = self._mock_delegate
        if delegate is None:
            return self._mock_side_effect
        return delegate.side_effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not (callable(value) or _is_exception(value)):
            value = iter(value)
        if self._mock_delegate is None:
            self.__dict__["_mock_side_effect"] = value
        else:
            self._mock_delegate.side_effect = value

    @property
    def return_value(self):
        """What a call returns; a mock, if nothing else was said."""
        value = self._mock_return_value
        if self._mock_delegate is not None:
            value = self._mock_delegate.return_value
        if value is DEFAULT and self._mock_wraps is None:
            value = self._get_child_mock(_new_parent=self, _new_name="()")
            self.return_value = value
        return value

    @return_value.setter
    def return_value(self, value):
        if self._mock_delegate is not None:
            self._mock_delegate.return_value = value
        else:
            self.__dict__["_mock_return_value"] = value
            _attach(self, value, None, "()")

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    def attach_mock(self, mock, attribute):
        """Make another mock an attribute of this one, which then records its calls."""
        inner = _as_mock(mock)
        inner._mock_parent = inner._mock_new_parent = None
        inner._mock_name = ""
        inner._mock_new_name = None
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        """Let the mock have only the attributes that `spec` has, or whose names it holds."""
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False):
        if _is_instance_mock(spec):
            raise InvalidSpecError(f"Cannot spec a Mock object. [object={spec!r}]")
        state = self.__dict__
        state["_spec_class"] = state["_mock_methods"] = None
        state["_spec_set"] = spec_set
        state["_spec_as_instance"] = _spec_as_instance
        state["_spec_of_calls"] = None
        if spec is None:
            return
        if isinstance(spec, (list, tuple, set)):
            state["_mock_methods"] = list(spec)
            return
        state["_spec_class"] = spec if isinstance(spec, type) else type(spec)
        state["_spec_of_calls"] = spec
        names = dir(spec)
        for each in getattr(spec, "__dataclass_fields__", ()):
            if each not in names:
                names.append(each)
        state["_mock_methods"] = names

    @property
    def _spec_signature(self):
        """What a call takes, if the mock has a model; looked up when it is needed."""
        if self._spec_of_calls is None or isinstance(self._spec_of_calls, _Signature):
            return self._spec_of_calls and self._spec_of_calls.signature
        return _signature(self._spec_of_calls, self._spec_as_instance)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forget all calls, and on request what to answer."""
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        delegate = self._mock_delegate
        self._forget_calls()
        if delegate is not None:
            delegate.called = False
            delegate.call_count = 0
            delegate.call_args = None
            delegate.call_args_list = _CallList()
            delegate.mock_calls = _CallList()
        if return_value:
            self.__dict__["_mock_return_value"] = DEFAULT
        if side_effect:
            self.__dict__["_mock_side_effect"] = None
        for child in self._mock_children.values():
            if child is not _deleted:
                child = _as_mock(child)
                if _is_instance_mock(child):
                    child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        result = self._mock_return_value
        if _is_instance_mock(result) and result is not self:
            result.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        """Set attributes; names may have dots: **{"method.return_value": 3}."""
        # Shorter names first: an attribute before what is set on it.
        for name, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *path, last = name.split(".")
            target = self
            for each in path:
                target = getattr(target, each)
            setattr(target, last, value)

    # Attributes.

    def __getattr__(self, name):
        if name in ("_mock_methods", "_mock_unsafe") or "_mock_methods" not in self.__dict__:
            raise AttributeError(name)
        if self._mock_methods is not None:
            if name not in self._mock_methods or name in _ALL_MAGICS:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and (self._mock_methods is None or name not in self._mock_methods):
            if name.startswith(_MISSPELT) or name in _WITHOUT_ASSERT:
                raise AttributeError(
                    f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} "
                    "is meant to be an attribute.")
        child = self._mock_children.get(name)
        if child is _deleted:
            raise AttributeError(name)
        if child is None:
            wrapped = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
            child = self._get_child_mock(parent=self, name=name, wraps=wrapped, _new_name=name,
                                         _new_parent=self)
            self._mock_children[name] = child
        elif isinstance(child, _Model):
            child = self._mock_children[name] = child.make(self, name)
        return child

    def __setattr__(self, name, value):
        if name in _SETTABLE or name.startswith("_mock_") or name in self.__dict__ and (
                name.startswith("_spec")):
            return object.__setattr__(self, name, value)
        if (self._spec_set and self._mock_methods is not None and name not in self._mock_methods
                and name not in self.__dict__):
            if self._mock_methods is not None:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        if name in _UNSUPPORTED:
            raise AttributeError(f"Attempting to set unsupported magic method {name!r}.")
        if name in _ALL_MAGICS:
            return self._set_magic(name, value)
        if name == "__class__":
            self.__dict__["_spec_class"] = value
            return None
        if _attach(self, value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError(f"Cannot set {self._extract_mock_name()}.{name}")
        return object.__setattr__(self, name, value)

    def _set_magic(self, name, value):
        if self._mock_methods is not None and name not in self._mock_methods:
            raise AttributeError(f"Mock object has no attribute {name!r}")
        if _is_instance_mock(value):
            _attach(self, value, None, name)
            setattr(type(self), name, value)
            self._mock_children[name] = value
            return
        function = value

        def method(self, /, *args, **kwargs):
            return function(self, *args, **kwargs)
        method.__name__ = name
        setattr(type(self), name, method)

    def __delattr__(self, name):
        if name in _ALL_MAGICS and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        child = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif child is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    def __dir__(self):
        own = list(self.__dict__)
        children = [name for name, child in self._mock_children.items() if child is not _deleted]
        if not FILTER_DIR:
            return sorted(set(object.__dir__(self)) | set(children) | set(self._mock_methods or ()))
        of_type = [name for name in dir(type(self)) if not name.startswith("_")]
        own = [name for name in own if not name.startswith("_") or _is_magic(name)]
        return sorted(set(of_type) | set(self._mock_methods or ()) | set(own) | set(children))

    def _get_child_mock(self, /, **kw):
        """The mock that becomes an attribute or a result; of this mock's kind."""
        if self._mock_sealed:
            if "name" in kw:
                path = f"{self._extract_mock_name()}.{kw['name']}"
            else:
                path = f"{self._extract_mock_name()}()"
            raise AttributeError(path)
        cls = type(self).__mro__[1]
        if not issubclass(cls, CallableMixin):
            cls = MagicMock if issubclass(cls, MagicMixin) else Mock
        return cls(**kw)

    # What is shown.

    def _extract_mock_name(self):
        """How one gets to this mock from the outermost one."""
        path, current, dot = [], self, "."
        name = self._mock_new_name
        path.append(name)
        outermost = self
        current = self._mock_new_parent
        dot = "" if name == "()" else "."
        while current is not None:
            outermost = current
            path.append(current._mock_new_name + dot)
            dot = "" if current._mock_new_name == "()" else "."
            current = current._mock_new_parent
        path.reverse()
        first = outermost._mock_name or "mock"
        if len(path) > 1 and path[1] not in ("()", "()."):
            first += "."
        path[0] = first
        return "".join(path)

    def __repr__(self):
        name = self._extract_mock_name()
        shown_name = "" if name in ("mock", "mock.") else f" name={name!r}"
        spec = ""
        if self._spec_class is not None:
            which = "spec_set" if self._spec_set else "spec"
            spec = f" {which}={self._spec_class.__name__!r}"
        return f"<{type(self).__name__}{shown_name}{spec} id='{id(self)}'>"

    def _calls_repr(self):
        return f"\nCalls: {safe_repr(self.mock_calls)}." if self.mock_calls else ""

    # Assertions.

    def _normal(self, each):
        """A call in a form that can be compared: with a model, no matter whether arguments
        came by position or by name. An exception, if the call does not fit the model."""
        if not isinstance(each, tuple):
            return each
        signature = self._signature_for(each)
        if signature is None:
            return each
        name = each[0] if len(each) == 3 else ""
        try:
            bound = signature.bind(*each[-2], **each[-1])
        except TypeError as error:
            return error.with_traceback(None)
        return _Call((name, bound.args, bound.kwargs))

    def _signature_for(self, each):
        name = each[0] if len(each) == 3 else ""
        if not name:
            return self._spec_signature
        if name.startswith("()"):
            return None
        # A method's, by way of the children that have been made.
        children, signature = self._mock_children, self._spec_signature
        for part in name.replace("()", "").split("."):
            child = children.get(part)
            if child is None or isinstance(child, _Model):
                return None
            child = _as_mock(child)
            if not _is_instance_mock(child):
                return None
            children, signature = child._mock_children, child._spec_signature
        return signature

    def _expected_text(self, args, kwargs):
        return shown(self._mock_name or "mock", args, kwargs)

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to not have been called. "
                                 f"Called {self.call_count} times.{self._calls_repr()}")

    def assert_called(self):
        if not self.call_count:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called.")

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called once. "
                                 f"Called {self.call_count} times.{self._calls_repr()}")

    def assert_called_with(self, /, *args, **kwargs):
        """The last call had these arguments."""
        if self.call_args is None:
            raise AssertionError(f"expected call not found.\nExpected: "
                                 f"{self._expected_text(args, kwargs)}\n  Actual: not called.")
        expected = self._normal(_Call((args, kwargs), two=True))
        if self._normal(self.call_args) != expected:
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError(
                f"expected call not found.\nExpected: {self._expected_text(args, kwargs)}\n"
                f"  Actual: {self._expected_text(*self.call_args)}") from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        """The only call had these arguments."""
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to be called once. "
                                 f"Called {self.call_count} times.{self._calls_repr()}")
        return self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        """Some call had these arguments."""
        expected = self._normal(_Call((args, kwargs), two=True))
        cause = expected if isinstance(expected, Exception) else None
        if cause or not any(expected == self._normal(each) for each in self.call_args_list):
            raise AssertionError(f"{self._expected_text(args, kwargs)} call not found") from cause

    def assert_has_calls(self, calls, any_order=False):
        """These calls are among mock_calls: one after the other, or in any order."""
        expected = [self._normal(each) for each in calls]
        cause = next((each for each in expected if isinstance(each, Exception)), None)
        actual = _CallList(self._normal(each) for each in self.mock_calls)
        if not any_order:
            if expected not in actual:
                problem = "Calls not found."
                if cause is not None:
                    errors = [each if isinstance(each, Exception) else None for each in expected]
                    problem = f"Error processing expected calls.\nErrors: {errors}"
                raise AssertionError(
                    f"{problem}\nExpected: {_CallList(calls)}\n"
                    f"  Actual: {safe_repr(self.mock_calls)}") from cause
            return
        left, missing = list(actual), []
        for each in expected:
            try:
                left.remove(each)
            except ValueError:
                missing.append(each)
        if missing:
            raise AssertionError(f"{self._mock_name or 'mock'!r} does not contain all of "
                                 f"{tuple(missing)!r} in its call list, found {actual!r} "
                                 "instead") from cause


_SETTABLE = {"called", "call_count", "call_args", "call_args_list", "mock_calls", "method_calls",
             "return_value", "side_effect"}
_MISSPELT = ("assert", "assret", "asert", "aseert", "assrt")
_WITHOUT_ASSERT = {name.removeprefix("assert_") for name in dir(NonCallableMock)
                   if name.startswith("assert_")}


class CallableMixin:
    """What makes a mock callable."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None,
                 spec_set=None, parent=None, _spec_state=None, _new_name="", _new_parent=None,
                 **kwargs):
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name,
                         _new_parent, **kwargs)
        if return_value is not DEFAULT:
            self.return_value = return_value
        if side_effect is not None or self._mock_side_effect is None:
            self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _mock_check_sig(self, /, *args, **kwargs):
        """Refuse a call that the model would; only create_autospec() looks."""
        check = self.__dict__.get("_mock_signature")
        if check is not None:
            check.bind(*args, **kwargs)

    def _mock_call(self, /, *args, **kwargs):
        return self._execute_mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        """Record the call: here, and with every mock that this one belongs to."""
        self.called = True
        self.call_count += 1
        recorded = _Call((args, kwargs), two=True)
        self.call_args = recorded
        self.call_args_list.append(recorded)
        self.mock_calls.append(_Call(("", args, kwargs)))
        method_name = self._mock_name if self._mock_parent is not None else None
        name = self._mock_new_name
        after_call = name == "()"
        above = self._mock_new_parent
        while above is not None:
            if method_name is not None:
                above.method_calls.append(_Call((method_name, args, kwargs)))
                method_name = (f"{above._mock_name}.{method_name}"
                               if above._mock_parent is not None else None)
            above.mock_calls.append(_Call((name, args, kwargs)))
            if above._mock_new_name:
                name = above._mock_new_name + ("" if after_call else ".") + name
                after_call = above._mock_new_name == "()"
            above = above._mock_new_parent

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if callable(effect):
                result = effect(*args, **kwargs)
            else:
                result = next(effect)
                if _is_exception(result):
                    raise result
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        delegate = self._mock_delegate
        if delegate is not None and delegate.return_value is not DEFAULT:
            return delegate.return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    """A mock: any attribute, any call.

    spec, spec_set: it has (or also can be given) only the attributes of that object or class.
    return_value, side_effect: what calls return, or do. wraps: calls go on to that object.
    name: shown in its repr. Other keywords are set as attributes.
    """


class _MagicProxy:
    """Stands in a mock's class for a special method until it is needed."""

    def __init__(self, name, parent):
        self.name, self.parent = name, parent

    def create_mock(self):
        parent, name = self.parent, self.name
        made = parent._get_child_mock(name=name, _new_name=name, _new_parent=parent)
        setattr(parent, name, made)
        _set_usual_answer(parent, made, name)
        return made

    def __get__(self, obj, type_=None):
        return self.create_mock()


def _set_usual_answer(parent, method, name):
    """What a special method answers if nobody says otherwise."""
    if name in _RETURNS:
        method.return_value = _RETURNS[name]
    elif name in _RETURNS_OF:
        method.return_value = _RETURNS_OF[name](parent)
    elif name == "__eq__":
        def eq(other):
            told = parent.__eq__._mock_return_value
            if told is not DEFAULT:
                return told
            return True if parent is other else NotImplemented
        method.side_effect = eq
    elif name == "__ne__":
        def ne(other):
            if parent.__ne__._mock_return_value is not DEFAULT:
                return DEFAULT
            return False if parent is other else NotImplemented
        method.side_effect = ne
    elif name == "__iter__":
        def iterate():
            told = parent.__iter__._mock_return_value
            return iter([]) if told is DEFAULT else iter(told)
        method.side_effect = iterate


class MagicMixin:
    """What gives a mock special methods."""

    def __init__(self, /, *args, **kw):
        self._mock_set_magics()
        super().__init__(*args, **kw)
        self._mock_set_magics()

    def _mock_set_magics(self):
        methods = self.__dict__.get("_mock_methods")
        cls = type(self)
        wanted = _MAGICS if methods is None else _MAGICS & set(methods)
        for name in _MAGICS - wanted:
            if name in cls.__dict__:
                delattr(cls, name)
        for name in wanted:
            setattr(cls, name, _MagicProxy(name, self))

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A MagicMock that cannot be called."""


class MagicMock(MagicMixin, Mock):
    """A Mock with special methods: len(), indexing, arithmetic, `with`, …"""


class PropertyMock(Mock):
    """A mock to be put into a class in the place of a property: reading is a call without
    arguments, setting one with the value."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, value):
        self(value)


# They need the mocks, so that they come last.
from ._mock_models import create_autospec, mock_open, seal  # noqa: E402
from ._mock_patch import _patch, _patch_dict, patch         # noqa: E402
