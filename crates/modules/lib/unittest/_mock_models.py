"""Mocks after models: create_autospec(), mock_open(), seal()."""

from ._mock_calls import DEFAULT, _CallList
from .mock import (
    InvalidSpecError, MagicMock, NonCallableMagicMock, _is_instance_mock, _is_magic, _Model,
    _Signature, _signature,
)

__unittest = True


def _is_function(value):
    import types
    return isinstance(value, (types.FunctionType, types.MethodType, types.BuiltinFunctionType,
                              type(list.append), type(object.__init__)))


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *,
                    unsafe=False, _skip_first=False, **kwargs):
    """A mock that has what `spec` has, and whose attributes and results do, too; calls must
    fit the signatures. A function's mock is a function."""
    if isinstance(spec, (list, tuple, set)):
        spec = type(spec)
    if _is_instance_mock(spec):
        raise InvalidSpecError(f"Cannot autospec a Mock object. [object={spec!r}]")
    is_type = isinstance(spec, type)
    is_function = _is_function(spec) and not is_type
    arguments = {"spec_set" if spec_set else "spec": spec}
    if is_function:
        arguments = {}      # its attributes are those of a function anyway
    if spec is None:
        arguments = {}
    cls = MagicMock
    if not is_type and not callable(spec) or is_type and instance and not hasattr(spec, "__call__"):
        cls = NonCallableMagicMock
    if is_type and instance and "__call__" not in dir(spec):
        cls = NonCallableMagicMock
    name = kwargs.pop("name", _name)
    mock = cls(parent=_parent, _new_parent=_parent, _new_name=name if _parent is not None else "",
               name=name, unsafe=unsafe, _spec_as_instance=instance, **arguments, **kwargs)
    signature = _signature(spec, instance) if callable(spec) else None
    if signature is not None and _skip_first:
        signature = signature.replace(parameters=list(signature.parameters.values())[1:])
    state = mock.__dict__
    if cls is MagicMock:
        state["_mock_signature"] = signature
    state["_spec_of_calls"] = _Signature(signature)
    if is_function:
        mock = _function_like(spec, mock, signature)
    if is_type and not instance and "return_value" not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _parent=mock,
                                            _name="()")
    if is_function or spec is None:
        if _parent is not None:
            _parent._mock_children[_name] = mock
        return mock
    for each in dir(spec):
        if _is_magic(each):
            continue
        try:
            original = getattr(spec, each)
        except AttributeError:
            continue
        if each in kwargs:
            continue
        skip_first = _skips_first(spec, each, is_type)
        mock._mock_children[each] = _Model(original, spec_set, skip_first)
    return mock


def _skips_first(spec, name, is_type):
    """Whether a model's attribute is a function whose first argument is given by the
    instance: found in a class, meant for its instances."""
    import types
    if not is_type:
        return False
    for cls in spec.__mro__:
        if name in cls.__dict__:
            return isinstance(cls.__dict__[name], (types.FunctionType, type(list.append)))
    return False


def _function_like(spec, mock, signature):
    """A function that checks its arguments and calls the mock; it has the mock's names."""
    def function(*args, **kwargs):
        if signature is not None:
            signature.bind(*args, **kwargs)
        return mock(*args, **kwargs)
    name = getattr(spec, "__name__", "funcopy")
    function.__name__ = name if name.isidentifier() else "funcopy"
    function.__doc__ = spec.__doc__
    function.__module__ = getattr(spec, "__module__", None)
    function.__wrapped__ = spec
    mock.__dict__["_mock_signature"] = None     # the function looks already
    function.mock = mock
    for each in ("assert_called_with", "assert_called_once_with", "assert_called_once",
                 "assert_called", "assert_not_called", "assert_any_call", "assert_has_calls",
                 "configure_mock", "attach_mock"):
        setattr(function, each, getattr(mock, each))
    function.called = False
    function.call_count = 0
    function.call_args = None
    function.call_args_list = _CallList()
    function.method_calls = _CallList()
    function.mock_calls = _CallList()
    function.return_value = mock.return_value
    function.side_effect = mock.side_effect
    function._mock_children = mock._mock_children

    def reset_mock():
        function.method_calls = _CallList()
        mock.reset_mock()
    function.reset_mock = reset_mock
    mock.__dict__["_mock_delegate"] = function
    return function


def seal(mock):
    """Let a mock make no more attributes and results of itself."""
    mock._mock_sealed = True
    for name in dir(mock):
        try:
            child = getattr(mock, name)
        except AttributeError:
            continue
        if _is_instance_mock(child) and not isinstance(mock._mock_children.get(name), _Model):
            if child._mock_new_parent is mock:
                seal(child)


def mock_open(mock=None, read_data=""):
    """A mock for open(); what the file holds is `read_data`."""
    import _io
    empty = read_data[:0]

    def open_data():
        if isinstance(read_data, str):
            # As it is: no translation of line ends.
            return _io.StringIO(read_data, newline="") if "\r" in read_data else _io.StringIO(read_data)
        return _io.BytesIO(read_data)
    state = {"file": open_data()}
    if mock is None:
        mock = MagicMock(name="open", spec=open)
    handle = MagicMock(spec=_file_names())
    handle.__enter__.return_value = handle

    def answer(name):
        method = getattr(handle, name)

        def read(*args, **kwargs):
            # What a test has told comes first.
            told = method._mock_return_value
            if told is not DEFAULT:
                return told
            return getattr(state["file"], name)(*args, **kwargs)
        method.side_effect = read
    handle.write.return_value = None
    for name in ("read", "readline", "readlines"):
        answer(name)

    def iterate():
        told = handle.readline._mock_return_value
        if told is not DEFAULT:
            while True:
                yield told
        yield from iter(state["file"].readline, empty)
    handle.__iter__.side_effect = iterate

    def next_line():
        line = state["file"].readline()
        if line == empty:
            raise StopIteration
        return line
    handle.__next__.side_effect = next_line

    def leave(*exc_info):
        handle.close()
        return DEFAULT
    handle.__exit__.side_effect = leave

    def reopen(*args, **kwargs):
        state["file"] = open_data()
        return DEFAULT
    mock.side_effect = reopen
    mock.return_value = handle
    return mock


def _file_names():
    import _io
    return list(set(dir(_io.TextIOWrapper)) | set(dir(_io.BytesIO)))
