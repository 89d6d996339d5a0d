import warnings
warnings.simplefilter('ignore')
from array import array
import array as m
for c in 'bBhHiIlLqQ':
    for v in (10**30,-10**30,300,-1,2**33,'x',1.5):
        try: array(c,[v])
        except Exception as e: print(c,v,type(e).__name__,e)
a=array('i',[1,2,3])
for call in ["array('f',['x'])","array('u',[1])","array('w','ab')","array('u','ab')","array('w',[1])","array('w',['ab'])","array('x')","array(1)","array('ii')","array()","array('b',b'abc')","array('i',b'abc')","array('i','abc')","array('i',[1,2])","array('d',[1.5])","array('i')","a[5]","a[-4]","a['x']","a[0:2]","a[::2]","a+array('i',[4])","a+array('b',[4])","a+[1]","a*2","a==array('d',[1,2,3])","a<array('i',[2])","a==[1,2,3]","a.index(2)","a.index(9)","a.remove(9)","a.pop(9)","array('i').pop()","a.count(2)","a.tobytes()","a.frombytes(b'abc')","a.fromlist([1,'x'])","a.fromlist((1,))","a.extend([4])","a","a.extend(array('b',[1]))","a.itemsize, a.typecode","len(a)","a.buffer_info()[1]","2 in a","m.typecodes","a.__reduce_ex__(2)","bytes(array('h',[1,2]))","memoryview(array('h',[1,2])).format","array('w','a€').tounicode()","a.tounicode()","array('w','ab').tolist()","a.byteswap()","a","a.insert(1,7)","a[0:1]","a.append('x')","a.__setitem__(slice(0,1),[1])","a.__setitem__(9,1)","a.__delitem__(9)","a.__imul__('x')","array('i',array('d',[1.5]))","array('d',array('i',[1]))","array('i',5)","a.index(1,5)","a.fromunicode('x')","array('w').fromunicode(1)","a.__setitem__(slice(0,2,1),array('b',[1]))","a.__setitem__(slice(0,4,2),array('i',[1]))","a.clear()","a", "array('u','xy')", "m.ArrayType", "array('I',[2**32-1])", "array('Q',[2**64-1])"]:
    try: print(call,'->',eval(call))
    except Exception as e: print(call,'->',type(e).__name__,e)
