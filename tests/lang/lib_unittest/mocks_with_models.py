# Mocks that are like something else, special methods, what patch() refuses.
import unittest.mock as mock
from unittest.mock import MagicMock, Mock, NonCallableMock, call, create_autospec, patch, seal

print(repr(call.a), repr(call.a.b), repr(call.a().b), call.count(1), call.index)
class C:
    def __init__(self, x): pass
    def f(self, a, b=1): pass
    def __len__(self): return 1
m = Mock(spec=C); m.f(1, b=2)
try: m.f.assert_called_with(1, 2); print('same')
except AssertionError as e: print(e)
m(1)
try: m.assert_called_with(x=1); print('same')
except AssertionError as e: print(e)
m=MagicMock(spec=C); print(len(m))
try: iter(m)
except TypeError as e: print(e)
a=create_autospec(C)
try: a()
except TypeError as e: print(e)
i=a(3); i.f(1, 2); i.f.assert_called_with(1, b=2); print(i.f.mock_calls, a.mock_calls, len(i))
print(dir(Mock())[-40:])
print(mock._CallList([call(1),call(2),call(3)]).__contains__([call(2),call(3)]))
try: Mock(spec=Mock())
except mock.InvalidSpecError as e: print(str(e)[:30])
m=Mock()
try: m.__foo__=1
except Exception as e: print(type(e).__name__, e)
try: m.__getattr__=1
except Exception as e: print(type(e).__name__, e)
try: m.__nope__
except Exception as e: print(type(e).__name__, e)
m=MagicMock(); m.__lt__.return_value=7; print(m<3, m.__lt__.mock_calls, m+1 if 0 else '')
print(type(m+1).__name__, (m+1)._extract_mock_name() , (1+m)._extract_mock_name(), m[3]._extract_mock_name(), (m//2)._extract_mock_name()); 
m+=1; print(m._extract_mock_name())
print(MagicMock().__fspath__()[:9], -MagicMock() is not None, MagicMock().__reduce__ and 1)
m=Mock(side_effect=[1,2]); print(next(m.side_effect)); m.side_effect=None; print(m.side_effect)
m=Mock(return_value=3); m.reset_mock(return_value=True); print(m() != 3)
seal(m)
try: m.a
except AttributeError as e: print(e)
try: m.b=1
except AttributeError as e: print(e)
print(isinstance(MagicMock(spec=C), C), issubclass(Mock, NonCallableMock))
try:
    with patch('os.getpid', spec=True, new=3): pass
except TypeError as e: print(e)
try:
    with patch('os.getpid', 3, new_callable=dict): pass
except ValueError as e: print(e)
try:
    with patch('os.getpid', 3, x=1): pass
except TypeError as e: print(e)
try: patch.multiple(C)
except ValueError as e: print(e)
with patch.multiple('os', getpid=1, getcwd=2) as x: print(x)
d = {}
with patch.dict(d, [('a',1)]): print(d)
try:
    with patch.dict('sys.modules', {'zz': 3}):
        import zz; print(zz); 1/0
except ZeroDivisionError: pass
import sys; print('zz' in sys.modules)
print(patch.TEST_PREFIX)
