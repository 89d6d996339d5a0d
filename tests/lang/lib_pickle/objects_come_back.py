import pickle
import collections
import functools
class A:
    def __init__(self): self.x=[1,(2,3)]; self.me=self
class L(list): pass
class D(dict): pass
class S:
    __slots__=('a','b')
class N(collections.namedtuple('N','x y')): pass
class T(tuple): pass
class E2(Exception):
    pass
s=S(); s.a=1
l=[]; l.append(l)
t=([],); t[0].append(t)
d={}; d['d']=d
class I(int): pass
objs=[None,True,False,0,1,255,256,65535,65536,-1,2**31,-2**31,2**62,-2**64,2**3000,1.5,float('inf'),b'',b'abc',b'x'*300,b'\xff\x80',bytearray(b'ab'),'','abc','é€😀','a'*300,'new\nline\\','\ud800',(),(1,),(1,2),(1,2,3),(1,2,3,4),[],[1],list(range(2500)),{},{'a':1},{i:i for i in range(1500)},set(),{1},frozenset([1,2]),A(),L([1,2]),D(a=1),s,N(1,2),T((1,2)),E2('x'),ValueError(1),l,t,d,[1,1],['ab','ab'],len,int,type(None),type(...),...,NotImplemented,collections.OrderedDict(a=1),collections.deque([1,2],3),collections.Counter('aab'),collections.defaultdict(list,a=[1]),functools.partial(int,base=2),range(3),slice(1,2),'x'*70000,b'y'*70000,[b'z'*70000,1],I(5),A,str.upper,frozenset([frozenset()])]

for obj in objs:
    for protocol in range(2 if obj is s else 0, 6):
        data = pickle.dumps(obj, protocol)
        again = pickle.loads(data)
        shown = repr(again)
        same = "0x" in shown or shown == repr(obj)
        print(protocol, type(again).__name__, same, data if len(data) < 100 else (len(data), data[:20]))

a = pickle.loads(pickle.dumps(A()))
print(a.me is a, a.x)
s = pickle.loads(pickle.dumps(s))
print(s.a, hasattr(s, "b"))


class Named:
    def __getnewargs_ex__(self):
        return (1,), {"k": 2}

    def __new__(cls, *args, **kwargs):
        made = super().__new__(cls)
        made.given = args, kwargs
        return made

    def __getstate__(self):
        return "state"

    def __setstate__(self, state):
        self.state = state


for protocol in range(2, 6):
    n = pickle.loads(pickle.dumps(Named(), protocol))
    print(n.given, n.state)


class Own(pickle.Pickler):
    def persistent_id(self, obj):
        return "the list" if obj is shared else None

    def reducer_override(self, obj):
        return (str, ("was a set",)) if isinstance(obj, set) else NotImplemented


class Back(pickle.Unpickler):
    def persistent_load(self, pid):
        return shared, pid


import io

shared = [1]
file = io.BytesIO()
Own(file).dump([shared, {1}, 2])
file.seek(0)
print(Back(file).load())

file = io.BytesIO()
p = pickle.Pickler(file, 2)
p.dump([1])
p.dump("x")
file.seek(0)
u = pickle.Unpickler(file)
print(u.load(), u.load())
import copyreg


class Special:
    pass


copyreg.pickle(Special, lambda obj: (int, ("7",)))
print(pickle.loads(pickle.dumps(Special())))
