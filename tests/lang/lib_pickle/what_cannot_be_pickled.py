import pickle,sys
def outer():
    def inner(): pass
    class L: pass
    return inner, L
inner,L=outer()
class Gone: pass
G=Gone
class Other: pass
Gone=Other
class BadR:
    def __reduce__(self): return 5
class BadR2:
    def __reduce__(self): return (1,2)
class BadR3:
    def __reduce__(self): return (len,)
class BadR4:
    def __reduce__(self): return (len,[1])
class BadR5:
    def __reduce__(self): return 'nope'
class BadR6:
    def __reduce__(self): return (len,(1,),None,5)
class BadR7:
    def __reduce__(self): return (len,(1,),None,None,5)
class BadR8:
    def __reduce__(self): return (1,)*7
import threading
class Nonew:
    def __reduce_ex__(self,p): return 5
class Slots:
    __slots__=('a',)
tests=dict(lam=lambda:0, inner=inner, L=L, Linst=L(), G=G, Ginst=G(), bad=BadR(),bad2=BadR2(),bad3=BadR3(),bad4=BadR4(),bad5=BadR5(),bad6=BadR6(),bad7=BadR7(),bad8=BadR8(),lock=threading.Lock(),lst=[1,[2,threading.Lock()]],d={'a':threading.Lock()},dk={(1,threading.Lock()):1},tup=(1,threading.Lock()),st={threading.Lock()},gen=(x for x in ()),mod=sys,ex=Nonew(),slots=Slots(), obj=type('T',(),{})())
class A:
    def __init__(self): self.x=threading.Lock()
tests['A']=A()
import functools
tests['part']=functools.partial(lambda:0)
import re
def clean(s): return re.sub(r'0x[0-9a-f]+','0x',s)
for n,o in tests.items():
    for p in (0,2,4,5):
        try: r=pickle.dumps(o,p)
        except BaseException as e: print(n,p,type(e).__name__,clean(str(e)),[clean(x) for x in getattr(e,'__notes__',[])], clean(repr(e.__cause__)),clean(repr(e.__context__)))
        else: print(n,p,'ok')
for b in [b'',b'.',b'x',b'\x80\x09.',b'N',b'(.',b'0.',b'cnope\nx\n.',b'cos\nnope\n.',b'Itrue\n.',b'I01\n.',b'Fx\n.',b'\x80\x04\x95\x10\0\0\0\0\0\0\0N.',b'g5\n.',b'h\x05.',b'U\x05ab',b'S"a\n.',b"S'a'\n.",b'P1\n.',b'K',b'\x8e\xff\xff\xff\xff\xff\xff\xff\x7f',b'}Ns.',b']NNe.',b'Nb.',b'R.',b'\x93.',b'NN\x93.',b'\x82\x01.',b't.',b'1.', b'2.', 5,'a',None]:
    try: print(b,pickle.loads(b))
    except BaseException as e: print(b,type(e).__module__,type(e).__name__,e)
for call in ["pickle.dumps(1,9)","pickle.dumps(1,-1)","pickle.Pickler(5)","pickle.Unpickler(5)","pickle.dump(1,5)","pickle.HIGHEST_PROTOCOL,pickle.DEFAULT_PROTOCOL","pickle.format_version,pickle.compatible_formats","pickle.PicklingError.__mro__"]:
    try: print(call, eval(call))
    except BaseException as e: print(call,type(e).__name__,e)
