import struct
for o in ['@','=','<','>']:
    for c in 'bBhHiIlLqQnN':
        for v in (10**30,-10**30, 2**64, -1, 2**31, 2**15,'x',1.5):
            try: r=struct.pack(o+c,v)
            except Exception as e: print(o+c,v,type(e).__name__,e)
for f,a in [('c',('a',)),('c',(b'ab',)),('s',('a',)),('p',(1,)),('f',('a',)),('f',(1e300,)),('e',(1e6,)),('d',('x',)),('P',(1.5,)),('P',(-2**70,)),('?',([],)),('y',()),('3',()),('2',(1,)),('bb',(1,)),('b',(1,2)),('<P',(1,)),('=n',(1,)),('999999999999999999999b',()),('9223372036854775807q',()),('5 b',()),(b'b',(1,)),(1,()),('é',()),('b\0',(1,)),('3s',(b'abcde',)),('3p',(b'abcde',)),('0p',(b'a',)),('300p',(b'a'*299,)),('x',()),('f',(10**400,)),('d',(10**400,)),('e',(float('nan'),))]:
    try: print(f,struct.pack(f,*a))
    except Exception as e: print(f,a if len(str(a))<50 else '',type(e).__name__,e)
S=struct.Struct('<ih')
b=bytearray(10)
for call in ["S.pack_into(b,5,1,2)","S.pack_into(b,-3,1,2)","S.pack_into(b,-20,1,2)","S.pack_into(b)","S.pack_into()","S.pack_into(b,0,1)","S.pack_into(b'abc',0,1,2)","S.unpack(b'abc')","S.unpack('abc')","S.unpack_from(b'abc')","S.unpack_from(b'abcdefgh',4)","S.unpack_from(b'abcdefgh',-4)","S.unpack_from(b'abcdefgh',-40)","S.unpack_from(b'abcdefgh',offset=1)","list(S.iter_unpack(b'abcdefghi'))","list(S.iter_unpack(b'abcdefghijkl'))","struct.Struct('').iter_unpack(b'')","S","S.format","S.size","struct.calcsize('bhilqP')","struct.calcsize('bP0i')","struct.Struct()","struct.Struct(1)","struct.pack()","struct.pack(1)","struct.unpack('i')","type(struct.iter_unpack('b',b'ab'))","struct.unpack('?',b'\\x02')","struct.unpack('3p',b'\\x09ab')","list(struct.iter_unpack('b',b'abc'))","struct.iter_unpack('b',b'abc').__length_hint__()","struct.unpack('b',[1])","struct.error.__module__","struct.Struct(S.format)==S","struct.Struct(b'i').format","struct.unpack_from('b')", "struct.pack_into('b', bytearray(2), 'x', 1)", "struct.pack_into('b', bytearray(2), 10**30, 1)"]:
    try: print(call, eval(call))
    except Exception as e: print(call,type(e).__name__,e)
