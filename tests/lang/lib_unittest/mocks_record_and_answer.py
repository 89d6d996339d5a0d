# Mocks: what they record and answer, what their assertions say, patching.
import re
import unittest.mock as mock
from unittest.mock import (
    ANY, DEFAULT, MagicMock, Mock, NonCallableMock, PropertyMock, call, create_autospec, mock_open,
    patch, seal, sentinel,
)


def t(f, *a, **k):
    try:
        print("->", R(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, e)


def R(x):
    return re.sub(r"id='\d+'", "id='N'", repr(x))


m = Mock(name="nm")
print(R(m), R(m.a), R(m.a.b()), R(m()), R(Mock()), R(Mock(spec=int)), R(Mock(spec_set=3)), R(MagicMock(spec=str)))
m=Mock()
t(m.assert_called); t(m.assert_called_once); t(m.assert_called_with,1); t(m.assert_called_once_with,1); t(m.assert_any_call, 3); t(m.assert_has_calls,[call(1)]); t(m.assert_not_called)
m(1,2,a=3); m('x')
t(m.assert_not_called); t(m.assert_called_once); t(m.assert_called_with,1); t(m.assert_called_once_with,1); t(m.assert_any_call, 3);t(m.assert_any_call, 1,2,a=3); t(m.assert_has_calls,[call(1)]); t(m.assert_has_calls,[call(1),call(2)],any_order=True); t(m.assert_has_calls,[call(1,2,a=3),call('x')])
print(m.call_count, m.call_args, m.call_args_list, m.mock_calls, m.method_calls, m.called, m.call_args.args, m.call_args.kwargs, m.call_args_list[0].kwargs)
m=Mock(); m.a.b(3); m.a(); m.c.d.e(x=1).f(2)
print(m.mock_calls, m.method_calls, m.a.mock_calls, m.c.mock_calls)
print(call.a.b(3), call(1).x, call.c.d.e(x=1).f(2), call.c.d.e(x=1).f(2).call_list(), repr(call), call == call, call(1)==((1,),), call(1)==((1,),{}), call.a(1)==('a',(1,)))
m=Mock(side_effect=[1,ValueError('q'),3]); t(m); t(m); t(m); t(m)
m=Mock(side_effect=KeyError('x')); t(m)
m=Mock(side_effect=lambda x: x*2 if x else DEFAULT, return_value='d'); t(m,3); t(m,0)
m=Mock(return_value=5,foo=3,**{'x.y.return_value':7}); print(m(),m.foo,m.x.y())
t(lambda: Mock(spec=int).foo); t(lambda: Mock(spec=['a']).b); t(lambda: Mock().__foo__); t(lambda: Mock().assert_foo); t(lambda: Mock().asert_x); t(lambda: Mock().called_once); t(lambda: Mock(unsafe=True).assert_foo and 1);
def ss(): m=Mock(spec_set=['a']); m.a=1; m.b=2
t(ss)
m=MagicMock(); print(len(m), bool(m), int(m), list(m), m[3] is m[4], 3 in m, float(m), hash(m)==hash(m), m==m, m==3, m!=3)
t(lambda: m<3); t(lambda: Mock()[3]); t(lambda: len(Mock()))
with m as x: print(R(x))
m.__getitem__.return_value='gi'; print(m[5], m.__getitem__.call_args); m.__len__.return_value=9; print(len(m)); m.__iter__.return_value=[1,2]; print(list(m)); m.__str__.return_value='S'; print(str(m))
m=Mock(); m.__len__=Mock(return_value=4); print(len(m)); m.__enter__=lambda s: 'E'; m.__exit__=Mock(return_value=False)
with m as x: print(x)
m=Mock(); m.x(1); m.reset_mock(); print(m.mock_calls, m.x.called)
m.reset_mock(return_value=True, side_effect=True)
print(sentinel.foo, sentinel.foo is sentinel.foo, ANY, ANY==3, DEFAULT, [1,ANY]==[1,2])
class C:
    a=1
    def f(self, x, y=2): return x
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls): return cls
    @property
    def p(self): return 3
with patch.object(C,'a',5) as v: print(C.a, v)
print(C.a)
with patch.object(C,'f') as v: C().f(3); print(v.call_args, R(v))
with patch.object(C,'s') as v: print(R(C.s(3)))
print(C().f(4),C.s(5),C().c())
t(lambda: patch.object(C,'nope').__enter__()); t(lambda: patch('nomod.x').__enter__()); t(lambda: patch('x')); t(lambda: patch('os.nope').__enter__()); t(lambda: patch.object('a.b','c'))
with patch('os.getpid', return_value=7) as g: import os; print(os.getpid(), g.call_count)
with patch.dict('os.environ', {'QQ':'1'}, clear=False): print(os.environ['QQ'])
d={'a':1}
with patch.dict(d,{'b':2},clear=True,c=3): print(d)
print(d)
@patch.dict(d,b=9)
def f(): print(d)
f(); print(d)
@patch.object(C,'a')
@patch('os.getpid')
def f(x,y,z=1): print(R(x),R(y),z)
f(); f(z=5)
@patch('os.getpid', new=lambda: 5)
class K:
    def test_a(self): return os.getpid()
    def other(self): return os.getpid()==5
print(K().test_a(),K().other())
with patch.multiple(C, a=3, f=DEFAULT) as v: print(R(v['f']),C.a)
p=patch.object(C,'a',9); p.start(); print(C.a); p.stop(); print(C.a); t(p.stop)
p.start(); patch.stopall(); print(C.a)
with patch.object(C,'zz',3,create=True): print(C.zz)
print(hasattr(C,'zz'))
with patch('builtins.open', mock_open(read_data='a\nb\n')) as mo:
    with open('x') as h: print(h.read(), h)if 0 else print(repr(h.read()))
    with open('x') as h: print(list(h))
    with open('y','w') as h: h.write('some')
    h2=open('x'); print(repr(h2.readline()), h2.readlines())
print(mo.mock_calls)
a=create_autospec(C); i=a(); t(i.f,1,2,3,4); t(i.f,1); t(a.f); print(i.f.call_args); t(lambda: i.nope)
fn=create_autospec(lambda a,b=1: 0, return_value=4); t(fn); t(fn,1); fn.assert_called_once_with(1); t(fn.assert_called_with,2); print(type(fn))
with patch.object(C,'f',autospec=True) as v: C().f(1); t(v.assert_called_once_with,ANY,1); t(lambda: C().f())
with patch.object(C,'p',new_callable=PropertyMock) as pm: pm.return_value=4; print(C().p); C().p=6; print(pm.mock_calls)
m=Mock(); m.attach_mock(Mock(),'k'); m.k(1); print(m.mock_calls)
m=Mock(); del m.q; t(lambda: m.q); 
m=Mock(); seal(m); t(lambda: m.zzz)
m=Mock(); m.configure_mock(**{'a.side_effect':ZeroDivisionError,'b':3}); t(m.a); print(m.b)
m=Mock(wraps=[1,2]); print(m.index(2)); print(m.mock_calls)
m=Mock(wraps=len); print(m('abc'))
print(isinstance(Mock(spec=int),int), Mock(spec=int).__class__, dir(Mock(spec=['zz']))[-1])
m=NonCallableMock(); t(m)
m=Mock(); m.return_value.x=5; print(m().x)
m=Mock(spec=C); t(m.f,1,2,3,4); m.f.assert_called_with(1,2,3,4)
m=Mock(); m.m.return_value='r'; print(m.m(), m.mock_calls)
m.m.assert_called_once_with()
print(call(1,a='b'), call().foo(1), call.__str__())
m=Mock(); m(a=1)
try: m.assert_called_with(a=2)
except AssertionError as e: print(str(e))
m(3)
try: m.assert_has_calls([call(4),call(5)])
except AssertionError as e: print(str(e))
try: m.assert_any_call(7)
except AssertionError as e: print(str(e))
m=Mock(name='N'); m.foo(1)
try: m.foo.assert_called_once_with(2)
except AssertionError as e: print(str(e))
try: m.foo.assert_not_called()
except AssertionError as e: print(str(e))
