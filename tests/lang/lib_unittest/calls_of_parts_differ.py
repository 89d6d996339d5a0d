# A call of a mock is not a call of one of its attributes.
from unittest.mock import Mock, call

mock = Mock()
mock.foo(5)
mock(6)
print(call(5) in mock.mock_calls, mock.mock_calls == [call(5), call(6)], mock.mock_calls == [call.foo(5), call(6)])
try:
    mock.assert_has_calls([call(5)])
except AssertionError as error:
    print(error)
mock.assert_has_calls([call.foo(5), call(6)])
