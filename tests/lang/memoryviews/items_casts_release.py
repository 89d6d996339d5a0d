# A view of a bytearray: items, casts, comparison, release.
def show(source):
    try:
        answer = repr(eval(source))
    except Exception as error:
        answer = f"{type(error).__name__}: {error}"
    print(source, "->", answer)


ba = bytearray(b"abcd")
m = memoryview(ba)

for line in r"""
ba.append(1)
ba.__setitem__(slice(0,2),b'x')
ba.__setitem__(slice(0,2),b'xy')
ba.__delitem__(0)
ba.pop()
ba.clear()
ba.extend(b'x')
ba.extend(b'')
ba.__iadd__(b'x')
ba.__imul__(2)
ba.__imul__(1)
ba.resize(4)
ba.__init__(b'abcd')
ba.remove(97)
ba.insert(0,1)
ba.reverse()
m[0]
m[-1]
m[9]
m['a']
m[1.5]
m[1<<70]
m[::2].tolist()
m[::2].tobytes()
m[::-1].tobytes('F')
m[::-1].tobytes(order='Z')
m[1:3]==b'cb'
m.nbytes,m.itemsize,m.format,m.shape,m.strides,m.suboffsets,m.ndim,m.readonly,m.contiguous,m.c_contiguous,m.f_contiguous,m.obj
m.cast('H').tolist()
m.cast('I').shape
m.cast('Q')
m.cast('zz')
m.cast('H').cast('I')
m[::2].cast('H')
m.cast('d')
hash(m)
hash(memoryview(b'ab'))==hash(b'ab')
hash(memoryview(b'abcd').cast('H'))
m.__setitem__(0,300)
m.__setitem__(0,'a')
m.__setitem__(0,b'a')
m.__setitem__(0,1.5)
m.__setitem__(9,1)
m.__setitem__(slice(0,2),b'abc')
m.__setitem__(slice(0,2),b'zz')
m.__setitem__(slice(0,2),5)
m.__setitem__(slice(0,2),'ab')
m.__delitem__(0)
memoryview(b'x').__setitem__(0,1)
memoryview('a')
memoryview()
memoryview(5)
memoryview(1,2)
m==ba
m!=ba
m==5
m<m
m.toreadonly()[0]
m.toreadonly().readonly
m.hex()
m.hex(':',2)
m.count(98)
m.index(98)
m.index(999)
list(reversed(m))
type(iter(m)).__name__
len(m)
98 in m
b'b' in m
m.cast('c')[0]
m.cast('c').tolist()
m.cast('?').tolist()
m.cast('b').tolist()
m.cast('f').tolist()
m.cast('@H').format
m[...]
m[()]
m[0,0]
m[0:1,0]
memoryview(m).obj is ba
m.cast('B',shape=5)
m.cast('B',shape=[5])
bool(m)
bool(m[0:0])
m.cast('P')
memoryview[int]
isinstance(m, __import__('collections.abc').abc.Sequence)
memoryview(b'abc').tolist()
memoryview(b'abc')[0:2] == memoryview(b'ab')
bytes(m[::-1])
bytearray(m[::2])
b''.join([m[::2]])
m[::2].release()
memoryview(m).release()
m.release()
m.release()
m[0]
len(m)
m.tobytes()
m.obj
m==m
m==ba
hash(m)
ba.append(1)
""".strip().splitlines():
    show(line)
