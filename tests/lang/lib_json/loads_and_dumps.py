import json
for call in ["json.dumps({'a':[1,2.5,None,True,'é\\n\"']})","json.dumps('é😀',ensure_ascii=False)","json.dumps('😀\\x7f\\u2028')","json.dumps([],indent=2)","json.dumps({},indent=2)","json.dumps([1,[2,{'a':3}]],indent=2)","json.dumps([1,2],indent='--')","json.dumps([1,2],separators=(',',':'))","json.dumps({1:2,None:3,True:4,1.5:5})","json.dumps({(1,):2})","json.dumps({(1,):2},skipkeys=True)","json.dumps({'b':1,'a':2},sort_keys=True)","json.dumps(float('nan'))","json.dumps(float('inf'),allow_nan=False)","json.dumps(object)","json.dumps(set())","json.dumps([1,{'a':set()}])","json.dumps(1e100)","json.dumps(10**30)","json.dumps(set([1]),default=list)","json.dumps({'a':1},indent=0)","json.dumps([1,2],indent=None)","json.dumps((1,))","json.loads('[1, 2.5, \"a\\\\u00e9\", null, true, false, {}]')","json.loads('')","json.loads('{')","json.loads('{\"a\"')","json.loads('{\"a\":')","json.loads('{\"a\":1,')","json.loads('{\"a\":1,}')","json.loads('{a:1}')","json.loads('[1,')","json.loads('[1,]')","json.loads('[1 2]')","json.loads('\"abc')","json.loads('\"a\\nb\"')","json.loads('\"\\\\x\"')","json.loads('\"\\\\u12\"')","json.loads('\"\\\\ud83d\\\\ude00\"')","json.loads('\"\\\\ud83d\"')","json.loads('nul')","json.loads('1 2')","json.loads('[1]\\n\\n x')","json.loads('-')","json.loads('01')","json.loads('1.')","json.loads('1e5')","json.loads('-0')","json.loads('NaN')","json.loads('-Infinity')","json.loads(b'\"\\xc3\\xa9\"')","json.loads(5)","json.loads('\\ufeff1')","json.loads('{\"a\":1,\"a\":2}')","json.loads('{\"a\":1}',object_hook=lambda d:sorted(d))","json.loads('{\"a\":1}',object_pairs_hook=list)","json.loads('[1.5,2]',parse_float=str,parse_int=float)","json.loads('NaN',parse_constant=str)","json.loads('\"a\\tb\"',strict=False)","json.JSONDecoder().raw_decode('1 x')","json.JSONDecoder().raw_decode('x')","json.JSONEncoder(indent=1).encode([1])","list(json.JSONEncoder().iterencode([1,{'a':2}]))","json.JSONDecodeError('m','a\\nbc',3)","json.JSONDecodeError('m','a\\nbc',3).__dict__","json.__all__","json.dumps('a',cls=type('E',(json.JSONEncoder,),{'default':lambda s,o:1}))","json.dumps({'a':{'b':[]}},indent=4)","json.dumps({'k':[{},[]]},indent=1,separators=(',',':'))","json.loads('  [ ]  ')","json.loads('{\"a\" 1}')","json.loads('{\"a\":1 \"b\"}')","json.loads('{\"a\":1, b}')","json.loads('[1,,2]')","json.loads('{,}')","json.loads('[')","json.loads('1e999')","json.dumps([[]],indent=2)", "json.dumps(type('I',(int,),{})(5))", "json.dumps(type('F',(float,),{})(5))","json.loads(bytearray(b'[1]'))","json.loads('[1]'.encode('utf-16'))","json.dumps('\\ud800')","json.detect_encoding(b'\\0a')"]:
    try: print(call,'->',ascii(eval(call)))
    except Exception as e: print(call,'->',type(e).__name__,ascii(str(e)), getattr(e,'__notes__',''))
class C(dict): pass
a=[]; a.append(a)
try: json.dumps(a)
except ValueError as e: print(e, getattr(e,'__notes__',''))
d={}; d['d']=[d]
try: json.dumps(d)
except ValueError as e: print(e, getattr(e,'__notes__',''))
import io
f=io.StringIO(); json.dump({'a':[1,2]},f,indent=1); print(f.getvalue()); f.seek(0); print(json.load(f))
import enum
class E(enum.IntEnum): A=1
print(json.dumps([E.A,{E.A:E.A}]))
