import binascii

for call in [
    "binascii.hexlify(b'abc','-')",
    "binascii.hexlify(b'abcd',b':',2)",
    "binascii.hexlify(b'abcd',':',-3)",
    "binascii.unhexlify('abc')",
    "binascii.unhexlify('zz')",
    "binascii.unhexlify(b'6162')",
    "binascii.a2b_base64('YWJj')",
    "binascii.a2b_base64('YWJ')",
    "binascii.a2b_base64('YQ')",
    "binascii.a2b_base64('Y')",
    "binascii.a2b_base64('Y===')",
    "binascii.a2b_base64('YWJj\\n$YQ==')",
    "binascii.a2b_base64('YW=Jj')",
    "binascii.a2b_base64('YWJj=',strict_mode=True)",
    "binascii.a2b_base64('YWJj$',strict_mode=True)",
    "binascii.a2b_base64('=YWJj',strict_mode=True)",
    "binascii.a2b_base64('YQ==YQ==')",
    "binascii.a2b_base64('YQ==a',strict_mode=True)",
    "binascii.a2b_base64('Y=Q=',strict_mode=True)",
    "binascii.a2b_base64('YQ=',strict_mode=True)",
    "binascii.b2a_base64(b'abc'*30)",
    "binascii.b2a_base64(b'ab',newline=False)",
    "binascii.crc32(b'a')",
    "binascii.crc_hqx(b'abc',0)",
    'binascii.a2b_base64(1)',
    "binascii.b2a_hex('a')",
    "binascii.hexlify(b'ab','xx')",
    'binascii.Error.__mro__',
    'binascii.unhexlify(1)',
    "binascii.hexlify(b'abc',1)",
]:
    try:
        print(call, '->', eval(call))
    except Exception as e:
        print(call, '->', type(e).__name__, e)
