# Every kind of call on a bytearray, right and wrong.
def show(source):
    try:
        answer = repr(eval(source))
    except Exception as error:
        answer = f"{type(error).__name__}: {error}"
    print(source, "->", answer)


array = ba = bytearray(b"hello")

for line in r"""
bytearray('x')
bytearray(-1)
bytearray(1.5)
bytearray([256])
bytearray(['a'])
bytearray(1<<70)
bytearray(b'x','utf-8')
bytearray('x','utf-8','strict')
bytearray(5,errors='x')
bytearray(1,2,3,4)
ba['a']
ba[10]
ba[1<<70]
ba.__setitem__(10,1)
ba.__setitem__(0,256)
ba.__setitem__(0,'a')
ba.__setitem__('a',1)
ba.__setitem__(slice(0,2),'ab')
ba.__setitem__(slice(0,2),5)
ba.__setitem__(slice(0,4,2),b'xyz')
ba.__delitem__(10)
ba.append(256)
ba.append('a')
ba.extend('abc')
ba.extend(5)
ba.extend([256])
ba.insert(0,256)
ba.insert('a',2)
bytearray().pop()
ba.pop(99)
ba.remove(99)
ba.remove(999)
ba.remove('a')
ba+'a'
ba+[1]
ba*2
2*ba
ba*'a'
ba==b'hello'
b'hello'==ba
b'a'+ba
ba+b'a'
hash(ba)
repr(bytearray(b"a'b"))
str(ba)
ba.copy()
ba.find('l')
ba.index(b'z')
ba.join([1])
b','.join([ba,memoryview(b'x')])
ba.join([b'1',b'2'])
ba.split(b'l')
ba.partition(b'l')
ba.rpartition(b'z')
ba.decode()
ba.hex(':')
bytearray.fromhex('abcd')
ba.zfill(9)
ba.center(9,b'*')
ba.__alloc__()>=5
ba.resize(7)
ba
ba.resize(-1)
ba.resize(5)
ba.reverse()
ba
ba.reverse()
ba % ()
bytearray(b'%d') % 5
bytearray(b'%b') % ba
b'%b' % ba
ba.__reduce_ex__(2)
ba.__reduce_ex__(4)
list(ba)
max(ba)
ba in b'hello world'
5 in ba
'a' in ba
300 in ba
int(bytearray(b'12'))
float(bytearray(b'1.5'))
ord(bytearray(b'a'))
ord(bytearray(b'ab'))
ord(ba)
int.from_bytes(ba,'big')
bytes(ba)
sum([b''],bytearray())
ba < b'x'
ba < 'x'
ba == 'x'
ba.startswith(b'he')
ba.startswith(bytearray(b'he'))
ba.startswith((bytearray(b'he'),))
ba.startswith('a')
ba.translate(None,b'l')
ba.title()
ba.upper()
ba.isalpha()
ba.strip(b'h')
ba.strip()
ba.strip() is ba
ba.splitlines()
bytearray.maketrans(b'a',b'b')
b'abc'.find(ba)
str(ba,'ascii')
eval(bytearray(b'1+1'))
ba.__init__(b'zz')
ba
ba.__iadd__('a')
ba.__iadd__(b'a')
ba.__imul__(2)
ba.clear()
ba.take_bytes(1)
bytes(memoryview(b'abc'))
b'a' + memoryview(b'b')
bytearray(b'a') + memoryview(b'b')
memoryview(b'b')+b'a'
bytes.fromhex(bytearray(b'ab'))
bytearray(b'abc').find(b'c', 'a')
bytearray(b'abc').removeprefix('a')
bytearray(b'abc').count(300)
bytearray(b'abc').rjust(5, b'ab')
bytearray(b'abc').rjust(5, bytearray(b'a'))
bytearray(b'abc').rjust(5, 'a')
bytearray.__class_getitem__
type(ba)(b'1').__bytes__
""".strip().splitlines():
    show(line)
