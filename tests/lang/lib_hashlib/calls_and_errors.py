import hashlib

for call in [
    "hashlib.new('nope')",
    "hashlib.new('sha256','abc')",
    "hashlib.sha256('abc')",
    "hashlib.shake_128(b'a').hexdigest()",
    "hashlib.shake_128(b'a').hexdigest(4)",
    'hashlib.sha256().name, hashlib.sha256().digest_size, hashlib.sha256().block_size',
    "hashlib.blake2b(b'a',digest_size=70)",
    "hashlib.blake2b(b'a',digest_size=4,key=b'k').hexdigest()",
    "hashlib.blake2s(b'a',person=b'123456789')",
    "hashlib.new('SHA256').name",
    "hashlib.new('sha512_256',b'').name",
    "hashlib.sha256(b'',usedforsecurity=False).name",
    "hashlib.pbkdf2_hmac('sha256',b'p',b's',1).hex()",
    'hashlib.shake_256().digest_size, hashlib.shake_256().block_size',
    'hashlib.sha3_256().block_size, hashlib.sha3_512().block_size, hashlib.sha3_224().block_size, hashlib.sha3_384().block_size',
    'hashlib.sha1().block_size, hashlib.sha512().block_size, hashlib.blake2b().block_size,hashlib.blake2s().block_size,hashlib.blake2b.MAX_KEY_SIZE,hashlib.blake2b.SALT_SIZE',
    'hashlib.new(1)',
    "hashlib.sha256(data=b'a').hexdigest()",
    "hashlib.sha256(string=b'a').hexdigest()",
    "hashlib.md5().update('a')",
    'hashlib.md5().update()',
    "hashlib.new('md4')",
    "hashlib.new('blake2b').digest_size",
]:
    try:
        print(call, '->', eval(call))
    except Exception as e:
        print(call, '->', type(e).__name__, e)
