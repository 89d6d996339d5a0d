import zlib

for call in [
    "zlib.decompress(b'abc')",
    "zlib.decompress(b'')",
    "zlib.decompress(zlib.compress(b'abc')[:-1])",
    "zlib.compress('a')",
    "zlib.compress(b'a',10)",
    "zlib.compress(b'a',level=0)",
    "zlib.decompress(zlib.compress(b'abc')+b'xx')",
    "zlib.decompress(zlib.compress(b'abc'),-15)",
    "zlib.decompressobj().decompress(b'abc')",
    "zlib.crc32(b'hello')",
    "zlib.adler32(b'hello')",
    "zlib.crc32(b'a',5)",
    "zlib.crc32(b'hello',-1)",
    "zlib.adler32(b'hello',2**40+1)",
    'zlib.compressobj(wbits=99)',
    'zlib.decompressobj(wbits=99)',
    'zlib.compressobj(level=20)',
    'zlib.error',
    "zlib.decompressobj().decompress(b'',-1)",
    "zlib.decompress(zlib.compress(b'a'),wbits=0)",
    "zlib.decompress(b'x'*20,-15)",
    'zlib.decompressobj().flush(0)',
    "zlib.decompress(b'',bufsize=0)",
    "zlib.decompress(zlib.compress(b'abc')[:-2]+b'zz')",
    "zlib.compress(b'a', wbits=31)[:4]",
    'zlib.compressobj().flush(9)',
    'zlib.decompressobj(zdict=1)',
    "zlib.decompressobj().decompress(b'x',max_length=-2)",
]:
    try:
        print(call, '->', eval(call))
    except Exception as e:
        print(call, '->', type(e).__name__, e)
